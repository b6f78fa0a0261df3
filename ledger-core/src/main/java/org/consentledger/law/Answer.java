package org.consentledger.law;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict with its reasons. It states the coordinates and the policy that it used, so that it can be asked again.
 *
 * @param policyVersion the version that was used; empty before any policy was adopted; for a draft the draft's own
 * @param policyPlace the place of the adoption that was used; null for the empty policy and for a draft
 * @param hypothetical whether another policy than the one in force was named
 * @param headline the outcome that the reason is taken from; null where no collection counts
 * @param outcomes one for each collection that counts, ordered by place
 */
public record Answer(
        Question question,
        Reason reason,
        @Nullable Outcome headline,
        List<Outcome> outcomes,
        String policyVersion,
        @Nullable Long policyPlace,
        boolean hypothetical) {
    public Answer {
        outcomes = List.copyOf(outcomes);
    }

    /** Whether the use is permitted; whatever is not permitted is refused. */
    public boolean permitted() {
        return reason.permitted();
    }

    /** The id of the rule behind the headline; null where no rule decided. */
    public @Nullable String rule() {
        return headline == null ? null : headline.rule();
    }
}
