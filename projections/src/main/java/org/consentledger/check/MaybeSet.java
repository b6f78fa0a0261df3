package org.consentledger.check;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A set of hashes that may take others for its own, never its own for others: one bit for each hash. It is small enough to stay
 * near the processor, where the map that it stands before does not. One thread adds, any number ask.
 */
final class MaybeSet {
    private static final int BITS_EACH = 16;
    private static final int LEAST = 1 << 10;
    private static final int MOST = 1 << 30;

    private final AtomicLongArray words;
    private final int mask;

    /** A set meant for {@code expected} hashes; with more it takes others for its own more often. */
    MaybeSet(int expected) {
        long bits = Long.highestOneBit(Math.clamp((long) expected * BITS_EACH, LEAST, MOST));
        this.words = new AtomicLongArray((int) (bits / Long.SIZE));
        this.mask = words.length() - 1;
    }

    void add(long hash) {
        int word = word(hash);
        words.set(word, words.get(word) | 1L << hash);
    }

    boolean mayHold(long hash) {
        return (words.get(word(hash)) & 1L << hash) != 0;
    }

    /** The lowest bits, which a shift takes alone, choose within the word. */
    private int word(long hash) {
        return (int) (hash >>> 6) & mask;
    }
}
