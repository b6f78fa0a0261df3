package org.consentledger.client;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a check.
 *
 * @param place the place in the ledger that the results stand for; 0 where it failed
 * @param results one for each item, in their order
 * @param failure why nobody may be matched although the ledger did not say so; null where it answered
 */
public record CheckAnswer(
        long place, List<CheckResult> results, @Nullable CheckFailed failure) {
    /** Copies the results. */
    public CheckAnswer {
        results = List.copyOf(results);
    }

    /** Nobody may be matched. */
    static CheckAnswer failed(Check check, CheckFailed failure) {
        return new CheckAnswer(0, Collections.nCopies(check.items().size(), CheckResult.REFUSED), failure);
    }
}
