package org.consentledger.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one item.
 *
 * @param matchable the contact points that may be matched; none may be where there is none
 * @param error what is wrong with the item, the field first; null where it was read
 */
public record CheckResult(
        List<Matchable> matchable, @Nullable String error) {
    static final CheckResult REFUSED = new CheckResult(List.of(), null);

    /** A contact point that may be matched, and the surrogate of its person. */
    public record Matchable(UUID contactPoint, String person) {}

    /** Copies the list. */
    public CheckResult {
        matchable = List.copyOf(matchable);
    }

    /** Whether anybody may be matched. */
    public boolean permitted() {
        return !matchable.isEmpty();
    }
}
