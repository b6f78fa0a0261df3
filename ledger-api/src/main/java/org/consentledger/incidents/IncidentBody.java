package org.consentledger.incidents;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * An incident as somebody asks about it; see {@link IncidentQuestion}.
 *
 * @param from without it from the first use on
 * @param until without it up to the last use
 * @param purpose without it whatever the uses were for; likewise all that follow
 * @param classes such as {@code LATE_BREACH}
 * @param known as far as the organisation knew by this instant; without it without limit
 * @param ledgerSize as the ledger stood when it held this many facts; without it as far as every use is judged
 * @param policy the version of a policy, or a draft, to judge under; without it the one in force
 * @param zone the zone of the days; without it UTC
 * @param atLeast a place that the report must know of: one's own last fact, say
 */
public record IncidentBody(
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable Purpose purpose,
        @Nullable Set<String> programmes,
        @Nullable Set<String> advertisers,
        @Nullable Set<String> surfaces,
        @Nullable Set<SupplierKind> suppliers,
        @Nullable Set<String> jurisdictions,
        @Nullable Set<String> classes,
        @Nullable Instant known,
        @Nullable Long ledgerSize,
        @Nullable PolicyChoice policy,
        @Nullable ZoneId zone,
        @Nullable Long atLeast) {
    /** Whatever is wrong with it is said while the body is read. */
    public IncidentBody {
        var _ = question(
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
                ledgerSize,
                policy,
                zone);
    }

    IncidentQuestion question() {
        return question(
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
                ledgerSize,
                policy,
                zone);
    }

    /** The same incident; where it names no classes, its breaches. */
    IncidentBody ofBreaches() {
        return classes != null
                ? this
                : new IncidentBody(
                        from,
                        until,
                        purpose,
                        programmes,
                        advertisers,
                        surfaces,
                        suppliers,
                        jurisdictions,
                        Set.of(UseClass.PREVENTABLE_BREACH.name(), UseClass.LATE_BREACH.name()),
                        known,
                        ledgerSize,
                        policy,
                        zone,
                        atLeast);
    }

    /** The same incident at other coordinates, where they are given. */
    IncidentBody at(@Nullable Long otherSize, @Nullable Long least) {
        return new IncidentBody(
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
                otherSize == null ? ledgerSize : otherSize,
                policy,
                zone,
                least);
    }

    private static IncidentQuestion question(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Purpose purpose,
            @Nullable Set<String> programmes,
            @Nullable Set<String> advertisers,
            @Nullable Set<String> surfaces,
            @Nullable Set<SupplierKind> suppliers,
            @Nullable Set<String> jurisdictions,
            @Nullable Set<String> classes,
            @Nullable Instant known,
            @Nullable Long ledgerSize,
            @Nullable PolicyChoice policy,
            @Nullable ZoneId zone) {
        return new IncidentQuestion(
                from,
                until,
                purpose,
                programmes,
                advertisers,
                surfaces,
                suppliers,
                jurisdictions,
                classes == null
                        ? null
                        : classes.stream().map(IncidentBody::useClass).collect(Collectors.toUnmodifiableSet()),
                known,
                ledgerSize,
                policy == null ? PolicyChoice.IN_FORCE : policy,
                zone == null ? ZoneId.of("UTC") : zone);
    }

    private static UseClass useClass(String name) {
        return Arrays.stream(UseClass.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Illegal(
                        "classes",
                        "must each be one of: "
                                + Arrays.stream(UseClass.values())
                                        .map(UseClass::name)
                                        .collect(Collectors.joining(", "))));
    }
}
