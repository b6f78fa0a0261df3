package org.consentledger.incidents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.consentledger.forensics.Affected;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.incidents.IncidentAnswer.IncidentAsked;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** The list of those affected, line by line. */
public final class AffectedAnswer {
    private AffectedAnswer() {}

    /** A line: a person, or what is said of all at the end. Without its end an answer is cut off. */
    public sealed interface AffectedLine {
        /** A person. */
        record One(AffectedPerson affected) implements AffectedLine {}

        /** What is said of all of them. */
        record Last(AffectedEnd end) implements AffectedLine {}
    }

    /**
     * Somebody, with what they are owed to be told.
     *
     * @param person the surrogate
     * @param withoutAccount whether the ledger knows the person by a value alone
     */
    public record AffectedPerson(String person, boolean withoutAccount, List<AffectedPoint> contactPoints) {}

    /**
     * One of their contact points.
     *
     * @param contactPoint null where the use named a person and a value that nobody holds
     * @param channel {@code phone} or {@code email}; null where no collection counts
     * @param first when it was used first
     * @param last when it was used last
     */
    public record AffectedPoint(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            UUID contactPoint,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            String channel,

            Instant first,
            Instant last,
            long uses,
            List<AffectedUse> done) {}

    /**
     * Uses of one kind.
     *
     * @param surface where the collection they rest on was; absent where none counts
     * @param supplier from whom that one came
     */
    public record AffectedUse(
            UseClass useClass,
            String purpose,
            String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            List<String> recipients,
            @Nullable String surface,
            @Nullable String supplier,
            long uses) {}

    /** At which coordinates the list was made, and how many were told of: a report on them counts the same. */
    public record AffectedEnd(IncidentAsked question, IncidentReport.Head head, Affected.Total total) {}

    static AffectedLine.One of(Affected affected) {
        return new AffectedLine.One(new AffectedPerson(
                affected.person().toString(),
                affected.person().unknown(),
                affected.contactPoints().stream().map(AffectedAnswer::of).toList()));
    }

    private static AffectedPoint of(Affected.Point point) {
        return new AffectedPoint(
                point.contactPoint() == null ? null : point.contactPoint().value(),
                point.channel() == null ? null : point.channel().word(),
                point.first(),
                point.last(),
                point.uses(),
                point.done().stream().map(AffectedAnswer::of).toList());
    }

    private static AffectedUse of(Affected.Done done) {
        return new AffectedUse(
                done.useClass(),
                done.purpose().path(),
                done.programme(),
                done.advertiser(),
                done.audience(),
                done.recipients(),
                done.surface(),
                done.supplier() == null ? null : done.supplier().word(),
                done.uses());
    }
}
