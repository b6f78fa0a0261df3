package org.consentledger.censuses;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.consentledger.census.Days;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A census as somebody asks for it.
 *
 * @param on the one day to count on; it or {@code since} with {@code until}
 * @param since the first day to count on
 * @param until the day behind the last one
 * @param zone the zone of the days; without it UTC
 * @param purposes those to count for; without it all that are defined on the last day
 * @param known as far as the organisation knew by this instant; without it without limit
 * @param ledgerSize as the ledger stood when it held this many facts; without it all
 * @param policy the version of a policy, or a draft, to count under; without it the one in force
 * @param atLeast a place that the answer must know of
 */
public record CensusBody(
        @Nullable LocalDate on,
        @Nullable LocalDate since,
        @Nullable LocalDate until,
        @Nullable ZoneId zone,
        @Nullable Set<Purpose> purposes,
        @Nullable Instant known,
        @Nullable Long ledgerSize,
        @Nullable PolicyChoice policy,
        @Nullable Long atLeast) {
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

    /** Checks that there are days, and which. */
    public CensusBody {
        if (on == null ? since == null || until == null : since != null || until != null) {
            throw new Illegal("on", "must be given, or 'since' with 'until', and not both");
        }
        if (purposes != null && purposes.isEmpty()) {
            throw new Illegal("purposes", "must name at least one; leave it out for all");
        }
        days(on, since, until, zone);
    }

    /** The days to count on. */
    Days days() {
        return days(on, since, until, zone);
    }

    private static Days days(
            @Nullable LocalDate on, @Nullable LocalDate since, @Nullable LocalDate until, @Nullable ZoneId zone) {
        ZoneId in = zone == null ? DEFAULT_ZONE : zone;
        if (on != null) {
            return Days.of(on, in);
        }
        if (since == null || until == null) {
            throw new IllegalStateException("a census has days");
        }
        return Days.of(since, until, in);
    }
}
