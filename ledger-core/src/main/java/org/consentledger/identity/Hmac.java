package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under one key; safe for any number of threads. */
final class Hmac {
    /** Length of a key and of a hash, in bytes. */
    static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Hmac(byte[] key) {
        this(new SecretKeySpec(Bytes.exactly(LENGTH, key), ALGORITHM));
    }

    private Hmac(SecretKeySpec key) {
        this.key = key;
    }

    /** Under a key that somebody else drew, of any length. */
    static Hmac shared(byte[] key) {
        return new Hmac(new SecretKeySpec(key, ALGORITHM));
    }

    /** What hashes one input after the other, without a label. For one thread. */
    Mac forOneThread() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The platform lacks HMAC-SHA-256.", e);
        }
    }

    /** The hash of {@code label}, in UTF-8, followed by {@code parts}. The caller sees to it that no two inputs meet. */
    byte[] of(String label, byte[]... parts) {
        // A fresh instance costs 0.2 µs more than a shared one that must be guarded, cloned or kept for each thread.
        Mac mac = forOneThread();
        mac.update(label.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }
}
