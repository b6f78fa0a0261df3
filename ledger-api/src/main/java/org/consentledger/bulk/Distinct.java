package org.consentledger.bulk;

import java.util.Arrays;

/** A set of numbers that are as good as random, up to a size. For one thread. */
final class Distinct {
    private static final int FEW = 1 << 10;

    private final int most;
    private long[] slots = new long[FEW];
    private int size;
    private boolean hasZero;
    /** Never looked at: so that what is fetched counts as read. */
    @SuppressWarnings("UnusedVariable")
    private long read;

    /** Holds numbers in at most {@code mostSlots}, a power of two, three quarters of them taken. */
    Distinct(int mostSlots) {
        most = mostSlots / 4 * 3;
    }

    /** Makes asking about the first {@code count} numbers faster: a processor waits for many memories at once. */
    void fetch(long[] numbers, int count) {
        for (int i = 0; i < count; i++) {
            read += slots[(int) numbers[i] & (slots.length - 1)];
        }
    }

    /** Whether the number is certainly one that came before. */
    boolean cameBefore(long number) {
        if (number == 0) {
            boolean before = hasZero;
            hasZero = true;
            return before;
        }
        int slot = find(slots, number);
        if (slots[slot] == number) {
            return true;
        }
        if (size < most) {
            slots[slot] = number;
            size++;
            if (size > slots.length / 4 * 3 && size < most) {
                grow();
            }
        }
        return false;
    }

    /** Whether there was room for all. */
    boolean isWhole() {
        return size < most;
    }

    private static int find(long[] slots, long number) {
        int mask = slots.length - 1;
        int slot = (int) number & mask;
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = slots;
        slots = new long[2 * old.length];
        Arrays.stream(old).filter(number -> number != 0).forEach(number -> slots[find(slots, number)] = number);
    }
}
