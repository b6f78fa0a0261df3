package org.consentledger.provenance;

import java.time.Instant;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Select;
import org.jspecify.annotations.Nullable;

/**
 * Which uses are asked about. Every condition that stands must hold; an absent one ({@code null}) always holds.
 *
 * @param contactPoint the use names it
 * @param within the use's purpose lies in it
 * @param outside the use's purpose does not lie in it
 * @param since the use occurred at this instant or later
 * @param until the use occurred before this instant
 * @param shared whether the use names somebody who received something
 */
public record UseFilter(
        @Nullable ContactPointId contactPoint,
        @Nullable String programme,
        @Nullable String advertiser,
        @Nullable String audience,
        @Nullable Purpose within,
        @Nullable Purpose outside,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable Boolean shared) {

    /** Goes on with every condition, on uses named f. */
    void add(Select select) {
        if (contactPoint != null) {
            select.add(
                    "and f.place in (select place from history.entry where subject = ?) and f.contact_point = ?",
                    contactPoint.value(),
                    contactPoint.value());
        }
        equal(select, "programme", programme);
        equal(select, "advertiser", advertiser);
        equal(select, "audience", audience);
        lies(select, "and", within);
        lies(select, "and not", outside);
        if (since != null) {
            select.add("and f.occurred_at >= ?", since);
        }
        if (until != null) {
            select.add("and f.occurred_at < ?", until);
        }
        if (shared != null) {
            select.add(shared ? "and f.recipients > 0" : "and f.recipients = 0");
        }
    }

    private static void equal(Select select, String column, @Nullable String value) {
        if (value != null) {
            select.add("and f." + column + " = ?", value);
        }
    }

    private static void lies(Select select, String and, @Nullable Purpose purpose) {
        if (purpose != null) {
            select.add(and + " (f.purpose = ? or starts_with(f.purpose, ?))", purpose.path(), purpose.path() + ".");
        }
    }
}
