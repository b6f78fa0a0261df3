package org.consentledger.bulk;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much of lists is borne.
 *
 * @param streams most lists at a time
 * @param rows most rows of one list
 * @param time how long one list may take: for so long a state of the index is kept in memory, and for so long its answers age
 */
@ConfigurationProperties("ledger.lists")
record ListBounds(
        @DefaultValue("8") int streams,
        @DefaultValue("100000000") long rows,
        @DefaultValue("PT10M") Duration time) {
    private static final int LEAST_SLOTS = 1 << 10;
    private static final int MOST_SLOTS = 1 << 22;
    private static final Duration LONGEST = Duration.ofHours(6);

    ListBounds {
        if (streams < 1 || rows < 1) {
            throw new IllegalArgumentException("ledger.lists.streams and ledger.lists.rows must be 1 or more");
        }
        if (time.isNegative() || time.isZero() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("ledger.lists.time must be more than nothing and at most PT6H");
        }
    }

    /** Most batches of one list that are judged or wait to be written. */
    int batches() {
        return threads() + 2;
    }

    /**
     * How much room there is for the values of one list, each of which is remembered to count duplicates: all lists together take
     * at most a quarter of the heap.
     */
    int slots() {
        long share = Runtime.getRuntime().maxMemory() / 4 / streams / Long.BYTES;
        // While it grows, the half of it lies beside it.
        return Math.clamp(Long.highestOneBit(share * 2 / 3), LEAST_SLOTS, MOST_SLOTS);
    }

    /** How many threads judge. */
    int threads() {
        return Runtime.getRuntime().availableProcessors();
    }
}
