package org.consentledger.forensics;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * Which uses an incident is about. A condition that is absent (null) always holds.
 *
 * @param from the uses that occurred at or behind this instant
 * @param until and before this one
 * @param purpose the uses that lie in this purpose
 * @param surfaces the surface of the collection that the verdict as known by the question is taken from is one of these
 * @param suppliers likewise, the kind of its supplier
 * @param jurisdictions likewise, its jurisdiction
 * @param known as far as the organisation knew by this instant
 * @param ledgerSize as the ledger stood when it held this many facts; null for as far as every use is judged
 * @param zone the zone of the days
 */
public record IncidentQuestion(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Purpose purpose,
        @Nullable Set<String> programmes,
        @Nullable Set<String> advertisers,
        @Nullable Set<String> surfaces,
        @Nullable Set<SupplierKind> suppliers,
        @Nullable Set<String> jurisdictions,
        @Nullable Set<UseClass> classes,
        @Nullable Instant known,
        @Nullable Long ledgerSize,
        PolicyChoice policy,
        ZoneId zone) {
    /** A question that can be asked: a period does not end before it starts, and what is named is something. */
    public IncidentQuestion {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new Illegal("until", "must be later than 'from'");
        }
        programmes = some("programmes", programmes);
        advertisers = some("advertisers", advertisers);
        surfaces = some("surfaces", surfaces);
        suppliers = some("suppliers", suppliers);
        jurisdictions = some("jurisdictions", jurisdictions);
        classes = some("classes", classes);
        if (known != null) {
            Moments.check("known", known);
        }
        if (ledgerSize != null && ledgerSize < 0) {
            throw new Illegal("ledgerSize", "must be 0 or more");
        }
    }

    private static <T> @Nullable Set<T> some(String field, @Nullable Set<T> values) {
        if (values != null && values.isEmpty()) {
            throw new Illegal(field, "must name something; leave it out where anything will do");
        }
        return values == null ? null : Set.copyOf(values);
    }

    /** The same question at a size that does not move. */
    public IncidentQuestion at(long size) {
        return new IncidentQuestion(
                from,
                until,
                purpose,
                programmes,
                advertisers,
                surfaces,
                suppliers,
                jurisdictions,
                classes,
                known,
                size,
                policy,
                zone);
    }

    long knownMicros() {
        return known == null ? Long.MAX_VALUE : Moments.toMicros(known);
    }
}
