package org.consentledger.gate;

import java.time.Instant;
import java.util.List;
import org.consentledger.api.Problem;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a run ends with.
 *
 * @param run its id
 * @param shadow whether refused contact points were given out all the same, because the programme is not enforced yet
 * @param complete whether the list was read to its end
 * @param matched rows of whom somebody was given out
 * @param refused rows that hold a hash, and of whom nobody was given out
 * @param bad rows that hold no hash
 * @param duplicates rows whose hash stood in a row before
 * @param uses contact points given out, each a use on the ledger
 * @param recordedBefore how many of these the ledger held already, from an earlier sending of the same run
 * @param reasons why contact points were refused; reasons of fewer than the floor are told together
 * @param ledgerSize of the ledger when the last use was on it
 * @param root of the ledger's tree at that size, in hexadecimal
 * @param problem why the list was not read to its end; absent where it was
 */
public record Receipt(
        String run,
        boolean shadow,
        boolean complete,
        long rows,
        long matched,
        long refused,
        long bad,
        long duplicates,
        long uses,
        long recordedBefore,
        Reasons reasons,
        Instant endedAt,
        long ledgerSize,
        String root,
        @Nullable Problem problem) {
    /**
     * Why contact points were refused, strangers among them.
     *
     * @param floor how often a reason must have been given to be told by itself
     * @param others contact points refused for reasons below the floor; absent where there are none
     */
    public record Reasons(
            long floor, List<Count> counts, @Nullable Long others) {}

    /** How many contact points were refused for a reason. */
    public record Count(Reason reason, long contactPoints) {}
}
