package org.consentledger.bulk;

import java.time.Instant;
import org.consentledger.law.Channel;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about every row of a list.
 *
 * @param profile the normal form that the list's hashes are of
 * @param column the name of the column, or of the field, that holds them
 * @param all whether every row is answered, or only who is permitted and what is bad
 * @param atLeast a place that the answers must know of
 * @param at null for now
 * @param known null for no limit
 * @param ledgerSize null for all
 */
public record ListQuestion(
        Asker asker,
        Purpose purpose,
        String profile,
        Channel channel,
        String column,
        boolean all,
        @Nullable Long atLeast,
        @Nullable Instant at,
        @Nullable Instant known,
        @Nullable Long ledgerSize,
        PolicyChoice policy) {
    /** Who asks, and so what may be learned. */
    public enum Asker {
        /** Who may be matched, and nothing of anybody else. */
        MATCHER,
        /** Every verdict with its reason. */
        INVESTIGATOR
    }
}
