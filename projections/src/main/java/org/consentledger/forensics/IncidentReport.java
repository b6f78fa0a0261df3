package org.consentledger.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.consentledger.law.Reason;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * What an incident comes to, exactly. The same question at the same coordinates has the same report for ever.
 *
 * @param ledgerSize the size of the ledger that was looked at; every use up to it is judged
 * @param head that size with the root of the tree over so many facts
 * @param zoneData the version of the zone data behind the days
 * @param all every use that the question is about
 * @param classes what became of them, each class once
 * @param breaches preventable and late ones together
 * @param restsOn those of a class that rest on what could launder history, once more
 * @param sentinels uses of sentinels, whose persons are in no count
 * @param firstBreach the earliest of the breaches; null where there is none
 * @param cleanSince when the last breach was: behind it there is none; null where there never was one
 * @param lastUse the latest use of all, by which one sees how far back there is none
 * @param undetermined of the unproven, why nothing can be said
 */
public record IncidentReport(
        long ledgerSize,
        Head head,
        String zoneData,
        Counts all,
        List<OfClass> classes,
        Counts breaches,
        List<Resting> restsOn,
        Counts sentinels,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UseMoment firstBreach,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UseMoment lastBreach,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant cleanSince,

        @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UseMoment lastUse,

        List<ForReason> reasons,
        List<ForReason> undetermined,
        List<OfDay> days,
        List<Named> purposes,
        List<Named> programmes,
        List<Named> surfaces,
        List<Named> suppliers,
        List<Named> jurisdictions,
        List<Named> advertisers,
        List<OfAudience> audiences) {
    /** A report that no longer changes with the lists it was made of. */
    public IncidentReport {
        classes = List.copyOf(classes);
        restsOn = List.copyOf(restsOn);
        reasons = List.copyOf(reasons);
        undetermined = List.copyOf(undetermined);
        days = List.copyOf(days);
        purposes = List.copyOf(purposes);
        programmes = List.copyOf(programmes);
        surfaces = List.copyOf(surfaces);
        suppliers = List.copyOf(suppliers);
        jurisdictions = List.copyOf(jurisdictions);
        advertisers = List.copyOf(advertisers);
        audiences = List.copyOf(audiences);
    }

    /** A tree head: a size with its root, in hex. */
    public record Head(long size, String root) {}

    /** A use, by its place and when it was. */
    public record UseMoment(long place, Instant occurredAt) {}

    /** The uses of one class. */
    public record OfClass(UseClass useClass, Counts counts) {}

    /** The uses of one class that rest on something. */
    public record Resting(RestsOn restsOn, UseClass useClass, Counts counts) {}

    /** The uses of one class with these two reasons. */
    public record ForReason(UseClass useClass, Reason then, Reason now, Counts counts) {}

    /** The uses of one class on one day. */
    public record OfDay(LocalDate day, UseClass useClass, Counts counts) {}

    /** The uses of one class with one name; without a name those that have none: no collection counts, or nobody told. */
    public record Named(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String name,

            UseClass useClass,
            Counts counts) {}

    /** The uses of one class for one audience of an advertiser. */
    public record OfAudience(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String advertiser,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String audience,

            UseClass useClass,
            Counts counts) {}
}
