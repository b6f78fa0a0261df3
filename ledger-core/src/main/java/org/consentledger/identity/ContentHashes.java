package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Queue;
import javax.crypto.Mac;

/** Keyed hashes by which two reports of a fact are found to say the same, one after the other. For one thread. */
public final class ContentHashes implements AutoCloseable {
    private static final byte[] LABEL = "content|".getBytes(StandardCharsets.UTF_8);

    private final Mac mac;

    private final Queue<ContentHashes> idle;

    /** Goes to {@code idle} when it is closed, unless that is full. */
    ContentHashes(Hmac content, Queue<ContentHashes> idle) {
        this.mac = content.forOneThread();
        this.idle = idle;
    }

    /** The hash under one person's key: 64 lower-case hex digits. */
    static String of(Hmac content, byte[] canonical) {
        return of(content.forOneThread(), canonical);
    }

    /** The hash of a fact's canonical content: 64 lower-case hex digits. */
    public String of(byte[] canonical) {
        return of(mac, canonical);
    }

    private static String of(Mac mac, byte[] canonical) {
        mac.update(LABEL);
        return HexFormat.of().formatHex(mac.doFinal(canonical));
    }

    @Override
    public void close() {
        idle.offer(this);
    }

    /** Tells nothing of the secret. */
    @Override
    public String toString() {
        return "ContentHashes[hidden]";
    }
}
