package org.consentledger.check;

/** Reads small numbers from bytes; used again for one record after the other. */
final class ByteInput {
    byte[] bytes = new byte[256];
    int at;
    int end;

    /** Makes room for {@code length} bytes, to be put at the front. */
    void begin(int length) {
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        at = 0;
        end = length;
    }

    void begin(byte[] record) {
        begin(record.length);
        System.arraycopy(record, 0, bytes, 0, record.length);
    }

    boolean hasMore() {
        return at < end;
    }

    int int1() {
        return bytes[at++] & 0xFF;
    }

    long int8() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** Seven bits a byte, the lowest first. */
    long varint() {
        byte first = bytes[at++];
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7F;
        for (int shift = 7; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int number() {
        return (int) varint();
    }

    /** A number of either sign, small ones in few bytes. */
    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }
}
