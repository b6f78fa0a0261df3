package org.consentledger.law;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in time a question stands. All three bounds include their end.
 *
 * @param at what was true at this instant
 * @param known as far as the organisation knew by this instant; null for no limit
 * @param ledgerSize as the ledger stood when it held this many facts; {@link #ALL} for no limit
 */
public record Coordinates(Instant at, @Nullable Instant known, long ledgerSize) {
    public static final long ALL = Long.MAX_VALUE;

    public Coordinates {
        Moments.check("at", at);
        if (known != null) {
            Moments.check("known", known);
        }
        if (ledgerSize < 0) {
            throw new Illegal("ledgerSize", "must be 0 or more");
        }
    }

    /** The same coordinates at another instant. */
    public Coordinates at(Instant other) {
        return new Coordinates(other, known, ledgerSize);
    }
}
