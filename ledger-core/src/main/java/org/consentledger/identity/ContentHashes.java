package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;

/** Keyed hashes by which two reports of a fact are found to say the same, one after the other. For one thread. */
public final class ContentHashes {
    private static final byte[] LABEL = "content|".getBytes(StandardCharsets.UTF_8);

    private final Mac mac;

    ContentHashes(Hmac content) {
        this.mac = content.forOneThread();
    }

    /** The hash of a fact's canonical content: 64 lower-case hex digits. */
    public String of(byte[] canonical) {
        mac.update(LABEL);
        return HexFormat.of().formatHex(mac.doFinal(canonical));
    }

    /** Tells nothing of the secret. */
    @Override
    public String toString() {
        return "ContentHashes[hidden]";
    }
}
