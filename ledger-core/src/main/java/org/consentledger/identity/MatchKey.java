package org.consentledger.identity;

/**
 * The keyed hash under which a value is found: HMAC-SHA-256, under the installation's match-key secret, of the 32 bytes
 * of a SHA-256. It stands in clear only in memory and is never printed or logged.
 */
public record MatchKey(long first, long second, long third, long fourth) {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    /** A match key of exactly 32 bytes. */
    public static MatchKey of(byte[] hash) {
        Bytes.exactly(LENGTH, hash);
        return new MatchKey(
                Bytes.longAt(hash, 0), Bytes.longAt(hash, 8), Bytes.longAt(hash, 16), Bytes.longAt(hash, 24));
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return Bytes.of(first, second, third, fourth);
    }

    /** Tells nothing of the key. */
    @Override
    public String toString() {
        return "MatchKey[hidden]";
    }
}
