package org.consentledger.forensics;

import java.util.Arrays;
import java.util.UUID;

/**
 * Ids numbered 0, 1, 2, ... in the order in which they came; as many as memory holds. One thread writes; others read what numbers
 * that they were told stand for.
 */
final class IdNumbers {
    private static final int LEAST = 1 << 10;

    // Where they grow, what was written before is copied: readers of numbers that they were told may use either array.
    volatile long[] most = new long[LEAST];
    volatile long[] least = new long[LEAST];
    private int size;
    /** Numbers one higher, found by hash; 0 where nothing is. */
    private int[] table = new int[2 * LEAST];

    int size() {
        return size;
    }

    /** The id's number; negative where it has none. */
    int find(UUID id) {
        return table[slot(id.getMostSignificantBits(), id.getLeastSignificantBits())] - 1;
    }

    /** The id's number, given now if need be. */
    int number(UUID id) {
        int slot = slot(id.getMostSignificantBits(), id.getLeastSignificantBits());
        if (table[slot] != 0) {
            return table[slot] - 1;
        }
        int number = size;
        if (number == most.length) {
            most = Arrays.copyOf(most, 2 * number);
            least = Arrays.copyOf(least, 2 * number);
        }
        most[number] = id.getMostSignificantBits();
        least[number] = id.getLeastSignificantBits();
        size = number + 1;
        if (2 * size > table.length) {
            grow();
        } else {
            table[slot] = size;
        }
        return number;
    }

    private void grow() {
        table = new int[2 * table.length];
        for (int i = 0; i < size; i++) {
            table[slot(most[i], least[i])] = i + 1;
        }
    }

    private int slot(long idMost, long idLeast) {
        int mask = table.length - 1;
        // Source: Fibonacci hashing, Knuth, The Art of Computer Programming 3, section 6.4.
        int slot = (int) (((idMost ^ idLeast) * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (table[slot] != 0 && !is(table[slot] - 1, idMost, idLeast)) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private boolean is(int number, long idMost, long idLeast) {
        return most[number] == idMost && least[number] == idLeast;
    }
}
