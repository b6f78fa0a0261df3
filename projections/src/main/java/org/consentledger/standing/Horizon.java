package org.consentledger.standing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.consentledger.feed.Reading;
import org.consentledger.law.Moments;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * How far facts are looked at: as the ledger stood at a size, and as far as was known by a moment.
 *
 * @param known null for no limit
 * @param ledgerSize a size that the ledger has reached
 */
public record Horizon(@Nullable Instant known, long ledgerSize) {
    /** The latest moment that is within it. */
    public Instant lastKnown() {
        // No table holds a later one.
        return known == null ? Moments.LAST : known;
    }

    /** Whether something of that place, known from that moment on, lies within it. */
    public boolean reaches(long place, Instant knownAt) {
        return place <= ledgerSize && !knownAt.isAfter(lastKnown());
    }

    /**
     * That every one of some views has come so far.
     *
     * @throws LedgerUnavailable where one has not
     */
    public void requireReached(Connection connection, List<String> views) throws SQLException {
        for (String view : views) {
            if (Reading.place(connection, view) < ledgerSize) {
                throw new LedgerUnavailable("a view has not come up to the place that was asked for; ask again");
            }
        }
    }
}
