package org.consentledger.client;

import java.util.List;

/**
 * What is asked at once and answered as of one state of the ledger.
 *
 * @param purpose what the matched would be used for
 * @param atLeast a place that the answer must know of, such as that of one's own last fact; 0 for none
 * @param items 1 to 10,000
 */
public record Check(String purpose, long atLeast, List<CheckedItem> items) {
    /** Copies the items. */
    public Check {
        items = List.copyOf(items);
    }

    /** A check that need not know of any place. */
    public static Check of(String purpose, List<CheckedItem> items) {
        return new Check(purpose, 0, items);
    }
}
