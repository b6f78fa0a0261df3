package org.consentledger.identity;

import java.nio.ByteBuffer;
import java.util.UUID;

/** Fixed-width values as bytes, most significant first. */
final class Bytes {
    private Bytes() {}

    /** The eight bytes from {@code offset} on. */
    static long longAt(byte[] bytes, int offset) {
        return ByteBuffer.wrap(bytes).getLong(offset);
    }

    /** {@code longs} one after the other. */
    static byte[] of(long... longs) {
        ByteBuffer bytes = ByteBuffer.allocate(longs.length * Long.BYTES);
        for (long value : longs) {
            bytes.putLong(value);
        }
        return bytes.array();
    }

    /** A UUID's 16 bytes, as RFC 9562 lays them out. */
    static byte[] of(UUID uuid) {
        return of(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    /** The UUID of version 8 (RFC 9562, section 5.8: the application's own) made of the first 16 bytes of a keyed hash. */
    static UUID uuid8(byte[] hash) {
        long most = (longAt(hash, 0) & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
        long least = (longAt(hash, Long.BYTES) & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }

    static byte[] exactly(int length, byte[] bytes) {
        if (bytes.length != length) {
            throw new IllegalArgumentException("must be exactly " + length + " bytes");
        }
        return bytes;
    }
}
