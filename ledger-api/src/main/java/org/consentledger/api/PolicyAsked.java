package org.consentledger.api;

import org.consentledger.law.PolicyChoice;
import org.jspecify.annotations.Nullable;

/**
 * The policy that a question about many was answered under; with neither version nor draft the one in force at each instant.
 *
 * @param hypothetical whether another one than that in force was named
 * @param version the version named, of a draft its own
 * @param draft the SHA-256 of a draft's canonical JSON
 */
public record PolicyAsked(
        boolean hypothetical,
        @Nullable String version,
        @Nullable String draft) {
    /** What stands for {@code policy} in an answer. */
    public static PolicyAsked of(PolicyChoice policy) {
        return switch (policy) {
            case PolicyChoice.InForce _ -> new PolicyAsked(false, null, null);
            case PolicyChoice.Version named -> new PolicyAsked(true, named.version(), null);
            case PolicyChoice.Draft draft ->
                new PolicyAsked(true, draft.policy().version(), draft.hash());
        };
    }
}
