package org.consentledger.api;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What tells one body from another. */
public final class Digests {
    private Digests() {}

    /** The SHA-256 in hex. */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A strong entity tag, quoted. */
    static String etag(byte[] body) {
        return "\"" + sha256(body).substring(0, 32) + "\"";
    }
}
