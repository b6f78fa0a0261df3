package org.consentledger.evidence;

import java.time.Instant;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/** What is asked for evidence. */
final class EvidenceBody {
    private EvidenceBody() {}

    /**
     * A question about one contact point at an instant, whose answer is to be taken away.
     *
     * @param at what was true at this instant; without it now
     * @param known as far as the organisation knew by this instant; without it without limit
     * @param ledgerSize as the ledger stood when it held this many facts; without it all that the newest checkpoint has
     * @param policy the version of a policy, or a draft, to ask under; without it the one in force
     * @param atLeast a place that the checkpoint must have reached
     */
    public record VerdictEvidenceBody(
            ContactPointId contactPoint,
            Purpose purpose,
            @Nullable Instant at,
            @Nullable Instant known,
            @Nullable Long ledgerSize,
            @Nullable PolicyChoice policy,
            @Nullable Long atLeast) {}

    /** Whose history is to be taken away; as {@link VerdictEvidenceBody}. */
    public record HistoryEvidenceBody(
            ContactPointId contactPoint,
            @Nullable Long ledgerSize,
            @Nullable Long atLeast) {}
}
