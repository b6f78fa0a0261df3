package org.consentledger.incidents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import org.consentledger.forensics.IncidentChanges;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.WhatIf;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** What questions about incidents are answered. */
public final class IncidentAnswer {
    private IncidentAnswer() {}

    /** The report with the question that it answers, none of its coordinates left open. */
    public record Reported(IncidentAsked question, IncidentReport report) {}

    /** What another policy would have made of it. */
    public record Supposed(IncidentAsked question, IncidentPolicy instead, WhatIf whatIf) {}

    /** What became different since. */
    public record Changed(IncidentAsked question, IncidentChanges changes) {}

    /**
     * The question with its coordinates.
     *
     * @param known null for no limit
     */
    public record IncidentAsked(
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable String purpose,
            @Nullable Set<String> programmes,
            @Nullable Set<String> advertisers,
            @Nullable Set<String> surfaces,
            @Nullable Set<SupplierKind> suppliers,
            @Nullable Set<String> jurisdictions,
            @Nullable Set<UseClass> classes,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant known,

            long ledgerSize,
            IncidentPolicy policy,
            String zone) {
        static IncidentAsked of(IncidentQuestion question, long size) {
            return new IncidentAsked(
                    question.from(),
                    question.until(),
                    question.purpose() == null ? null : question.purpose().path(),
                    question.programmes(),
                    question.advertisers(),
                    question.surfaces(),
                    question.suppliers(),
                    question.jurisdictions(),
                    question.classes(),
                    question.known(),
                    size,
                    IncidentPolicy.of(question.policy()),
                    question.zone().getId());
        }
    }

    /**
     * The policy that uses were judged under.
     *
     * @param hypothetical whether another one than that in force at each use was named
     * @param version the version named
     * @param draft the SHA-256 of the draft that was passed
     */
    public record IncidentPolicy(
            boolean hypothetical,
            @Nullable String version,
            @Nullable String draft) {
        static IncidentPolicy of(PolicyChoice policy) {
            return switch (policy) {
                case PolicyChoice.InForce _ -> new IncidentPolicy(false, null, null);
                case PolicyChoice.Version named -> new IncidentPolicy(true, named.version(), null);
                case PolicyChoice.Draft draft ->
                    new IncidentPolicy(true, draft.policy().version(), draft.hash());
            };
        }
    }
}
