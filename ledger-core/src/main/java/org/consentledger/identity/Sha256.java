package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash of a value's normal form: its SHA-256, or under a keyed profile its HMAC-SHA-256. It is personal data: whoever
 * holds it can try every phone number there is. So it is never printed, logged or stored in clear.
 */
public record Sha256(long first, long second, long third, long fourth) {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** The hash of a text's UTF-8 bytes. */
    public static Sha256 ofText(String text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256.", e);
        }
    }

    /** A hash of exactly 32 bytes. */
    public static Sha256 of(byte[] hash) {
        Bytes.exactly(LENGTH, hash);
        return new Sha256(Bytes.longAt(hash, 0), Bytes.longAt(hash, 8), Bytes.longAt(hash, 16), Bytes.longAt(hash, 24));
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return Bytes.of(first, second, third, fourth);
    }

    /** Tells nothing of the hash. */
    @Override
    public String toString() {
        return "Sha256[hidden]";
    }
}
