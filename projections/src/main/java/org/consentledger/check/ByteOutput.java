package org.consentledger.check;

import java.util.Arrays;

/** Writes what {@link ByteInput} reads. */
final class ByteOutput {
    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    void int1(int value) {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * size);
        }
        bytes[size++] = (byte) value;
    }

    void int8(long value) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            int1((int) (value >>> shift));
        }
    }

    void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            int1((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        int1((int) left);
    }

    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }
}
