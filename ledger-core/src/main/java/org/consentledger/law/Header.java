package org.consentledger.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a reporter says about a fact beside its content.
 *
 * @param occurredAt when it took effect; null for the moment of recording
 * @param knownAt when the organisation first held it, where the reporter asserts that; null for the moment of recording
 * @param content the keyed hash of the canonical content, 64 hex digits: two reports with one id say the same when it is equal
 */
public record Header(
        FactId id, @Nullable Instant occurredAt, @Nullable Instant knownAt, String content) {
    public Header {
        if (occurredAt != null) {
            Moments.check("occurredAt", occurredAt);
        }
        if (knownAt != null) {
            Moments.check("knownAt", knownAt);
        }
        if (!Text.isHash(content)) {
            throw new Illegal("content", "must be 64 lower-case hexadecimal digits");
        }
    }

    /** The fact at its place, once the ledger has given place and moment. */
    public Recorded recorded(long place, Instant recordedAt, Fact fact) {
        return new Recorded(
                place,
                recordedAt,
                id,
                occurredAt == null ? recordedAt : occurredAt,
                knownAt == null ? recordedAt : knownAt,
                knownAt != null,
                fact);
    }
}
