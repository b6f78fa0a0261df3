package org.consentledger.law;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.consentledger.law.CountingFacts.Counted;
import org.consentledger.law.Fact.PolicyAdopted;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a question is answered under (the law's section 5).
 *
 * @param place of the adoption it was taken from; null for the empty policy and for a draft
 */
record PolicyInForce(Policy policy, @Nullable Long place, boolean hypothetical) {
    /** Which adoption of one version is named where several would do: never the one that arrived first. */
    private static final Comparator<Recorded> FIRST_KNOWN = Comparator.comparing(Recorded::knownAt)
            .thenComparing(adopted -> adopted.id().source(), Text.BY_CODE_POINT)
            .thenComparing(adopted -> adopted.id().id().toString());

    private static final Comparator<Counted<PolicyAdopted>> LATEST =
            Comparator.<Counted<PolicyAdopted>, Instant>comparing(Counted::occurredAt)
                    .thenComparing(adopted -> adopted.fact().policy().version(), Text.BY_CODE_POINT)
                    .thenComparing(Counted::recorded, FIRST_KNOWN.reversed());

    static PolicyInForce choose(
            Collection<Recorded> facts, CountingFacts counting, PolicyChoice choice, long ledgerSize) {
        return switch (choice) {
            case PolicyChoice.InForce _ ->
                counting.stream(PolicyAdopted.class)
                        .max(LATEST)
                        .map(adopted -> new PolicyInForce(adopted.fact().policy(), adopted.place(), false))
                        .orElse(new PolicyInForce(Policy.EMPTY, null, false));
            case PolicyChoice.Version named -> stored(facts, named.version(), ledgerSize);
            case PolicyChoice.Draft draft -> new PolicyInForce(draft.policy(), null, true);
        };
    }

    /** A version names one content for ever, so any adoption of it tells the content. */
    private static PolicyInForce stored(Collection<Recorded> facts, String version, long ledgerSize) {
        return facts.stream()
                .filter(recorded -> recorded.place() <= ledgerSize)
                .filter(recorded -> recorded.fact() instanceof PolicyAdopted adopted
                        && adopted.policy().version().equals(version))
                .min(FIRST_KNOWN)
                .map(recorded -> new PolicyInForce(((PolicyAdopted) recorded.fact()).policy(), recorded.place(), true))
                .orElseThrow(() -> new Illegal("policy", "must be a version adopted at or below the ledger size"));
    }
}
