package org.consentledger.write;

import java.time.Instant;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.jspecify.annotations.Nullable;

/**
 * A command with the identity and the times that its reporter gives the fact.
 *
 * @param occurredAt when it took effect; null for the moment of recording
 * @param knownAt when the organisation first held it, where asserted; null for the moment of recording
 */
public record Submission(
        FactId id, @Nullable Instant occurredAt, @Nullable Instant knownAt, LedgerCommand command) {
    public Submission {
        if (occurredAt != null) {
            Moments.check("occurredAt", occurredAt);
        }
        if (knownAt != null) {
            Moments.check("knownAt", knownAt);
        }
    }
}
