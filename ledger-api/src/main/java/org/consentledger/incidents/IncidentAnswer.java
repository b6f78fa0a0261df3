package org.consentledger.incidents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Set;
import org.consentledger.api.PolicyAsked;
import org.consentledger.forensics.IncidentChanges;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.WhatIf;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** What questions about incidents are answered. */
public final class IncidentAnswer {
    private IncidentAnswer() {}

    /** The report with the question that it answers, none of its coordinates left open. */
    public record Reported(IncidentAsked question, IncidentReport report) {}

    /** What another policy would have made of it. */
    public record Supposed(IncidentAsked question, PolicyAsked instead, WhatIf whatIf) {}

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
            PolicyAsked policy,
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
                    PolicyAsked.of(question.policy()),
                    question.zone().getId());
        }
    }
}
