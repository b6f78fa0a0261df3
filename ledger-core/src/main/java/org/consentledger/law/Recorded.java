package org.consentledger.law;

import java.time.Instant;

/**
 * A fact as the ledger holds it.
 *
 * @param place 1, 2, 3, ... in commit order, without a gap
 * @param recordedAt the moment of recording; facts appended together share one
 * @param occurredAt when it took effect in the world
 * @param knownAt when the organisation first held it; never later than {@code recordedAt}
 * @param knownAtAsserted whether a reporter asserted {@code knownAt}; otherwise it equals {@code recordedAt}
 */
public record Recorded(
        long place,
        Instant recordedAt,
        FactId id,
        Instant occurredAt,
        Instant knownAt,
        boolean knownAtAsserted,
        Fact fact) {
    /** The same record of a fact that is read with more or less of its value. */
    public Recorded with(Fact other) {
        return new Recorded(place, recordedAt, id, occurredAt, knownAt, knownAtAsserted, other);
    }
}
