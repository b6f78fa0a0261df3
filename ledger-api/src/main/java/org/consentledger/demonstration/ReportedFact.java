package org.consentledger.demonstration;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * One fact as the platform reports it.
 *
 * @param story whose story it belongs to; a story's facts are told in their order
 * @param number in its story, from 0
 * @param occurredAt in the world
 * @param knownAt when the platform first held it, asserted because all of it is imported, but for a retraction
 */
record ReportedFact(UUID id, long story, int number, Instant occurredAt, Instant knownAt, Said said) {
    /** In order of the platform's knowledge; what it learned at once, in the order of its stories. */
    static final Comparator<ReportedFact> IN_ORDER_OF_TIME = Comparator.comparing(ReportedFact::knownAt)
            .thenComparingLong(ReportedFact::story)
            .thenComparingInt(ReportedFact::number);

    /** Whether it takes another back, which is known when it is recorded: nobody asserts that he knew of it before. */
    boolean isRetraction() {
        return said instanceof Said.FactRetracted;
    }
}
