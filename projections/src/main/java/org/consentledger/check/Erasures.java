package org.consentledger.check;

import java.util.Arrays;
import org.consentledger.law.PersonId;
import org.consentledger.law.SuppressionKey;

/**
 * The erasures that suppress values, numbered: one number for each value that one of them suppresses. One thread adds; readers get
 * what was there when their image was published.
 */
final class Erasures {
    private Known all = new Known(new Suppression[16], 0);

    /** One erasure as far as it suppresses one value. */
    record Suppression(PersonId person, SuppressionKey key, long place, long occurred, long known) {}

    int add(Suppression suppression) {
        int number = all.size;
        Suppression[] room =
                number < all.suppressions.length ? all.suppressions : Arrays.copyOf(all.suppressions, 2 * number);
        room[number] = suppression;
        all = new Known(room, number + 1);
        return number;
    }

    Known known() {
        return all;
    }

    /** Those of some moment; a number from {@code size} on is of an erasure recorded since. */
    static final class Known {
        private final Suppression[] suppressions;
        private final int size;

        private Known(Suppression[] suppressions, int size) {
            this.suppressions = suppressions;
            this.size = size;
        }

        int size() {
            return size;
        }

        Suppression get(int number) {
            return suppressions[number];
        }

        /** Whether it counts but for the instant asked about. */
        boolean stands(int number, long asKnown, long ledgerSize) {
            return number < size
                    && suppressions[number].place() <= ledgerSize
                    && suppressions[number].known() <= asKnown;
        }
    }
}
