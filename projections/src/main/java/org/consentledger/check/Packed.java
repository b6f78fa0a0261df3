package org.consentledger.check;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Whole numbers outside the heap, each in as many bytes as the largest needs. Filled by one thread, then only read. */
record Packed(MemorySegment memory, int width, long size) {
    /** What a processor reads of memory at a time. */
    static final int LINE_BYTES = 64;

    static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Room for {@code size} numbers from 0 up to {@code max}, all 0. */
    static Packed of(long size, long max) {
        int width = width(max);
        return new Packed(memory(size * width), width, size);
    }

    /** Memory that goes when nobody refers to it any more, with room to read a long at its last byte. */
    static MemorySegment memory(long bytes) {
        MemorySegment memory = Arena.ofAuto().allocate(bytes + Long.BYTES);
        LargePages.ask(memory);
        return memory;
    }

    /** How many bytes a number of at most {@code max} takes. */
    static int width(long max) {
        return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(max) + Byte.SIZE - 1) / Byte.SIZE);
    }

    static long mask(int width) {
        return -1L >>> (Long.SIZE - width * Byte.SIZE);
    }

    long get(long index) {
        return memory.get(LONG, index * width) & mask(width);
    }

    void set(long index, long value) {
        put(memory, index * width, width, value);
    }

    static void put(MemorySegment memory, long at, int width, long value) {
        for (int i = 0; i < width; i++) {
            memory.set(ValueLayout.JAVA_BYTE, at + i, (byte) (value >>> (i * Byte.SIZE)));
        }
    }

    long bytes() {
        return memory.byteSize();
    }
}
