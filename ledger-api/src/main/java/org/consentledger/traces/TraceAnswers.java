package org.consentledger.traces;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.consentledger.api.RecordedFacts.Shown;
import org.jspecify.annotations.Nullable;

/** What is answered. */
public final class TraceAnswers {
    private TraceAnswers() {}

    /**
     * At which the answer can be asked again.
     *
     * @param root the root of the tree over the ledger's first {@code ledgerSize} facts, in hex
     */
    public record At(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant known,

            long ledgerSize,
            String root) {}

    /** Where contact points came from, ordered by id; empty where nobody is known to hold the value. */
    public record Sources(At at, List<Origin> origins) {}

    /**
     * Where one came from.
     *
     * @param person absent where nobody collected it
     * @param neverGiven whether others supplied it, and the person never did
     * @param collections each act of obtaining it
     * @param served the notices that the person was shown
     */
    public record Origin(
            UUID contactPoint,
            @Nullable String person,
            boolean neverGiven,
            List<ShownFact> collections,
            List<ShownFact> served) {}

    /**
     * A fact with what was shown.
     *
     * @param noticeText the hash of the text, which /v1/notices/texts/{hash} tells
     * @param retracted whether it was taken back, and does not count
     */
    public record ShownFact(Shown fact, @Nullable String noticeText, boolean retracted) {}

    /** What became of withdrawals, by contact point, ordered by id. */
    public record Withdrawals(At at, List<OfContactPoint> contactPoints) {}

    /** Every negative word that reaches a contact point, in order of place. */
    public record OfContactPoint(UUID contactPoint, List<Withdrawal> withdrawals) {}

    /**
     * A negative word, and what it took to be heeded.
     *
     * @param despite uses that it forbade, up to the first one that was refused because of it as known then
     * @param heeded that first one; absent where none was used and refused
     * @param heededAfter from when the word took effect until then, ISO 8601
     * @param knownAfter until it was known
     */
    public record Withdrawal(
            Shown word,
            List<Shown> despite,
            @Nullable Shown heeded,
            @Nullable String heededAfter,
            String knownAfter) {}

    /** A line of an answer: one found, or what is said of all at the end. Without its end an answer is cut off. */
    public sealed interface UseLine {
        /**
         * A use.
         *
         * @param person whose contact point it was of; absent where nobody can tell
         */
        record One(Shown use, @Nullable String person) implements UseLine {}

        /** What is said of all of them. */
        record Last(UsesEnd end) implements UseLine {}
    }

    /**
     * What is said of all uses.
     *
     * @param none whether there was none: with {@code at}, the statement that the ledger of that root tells of none
     * @param shared how many name somebody who received something
     * @param persons those who are known, sentinels left out
     * @param unheld contact points that nobody collected
     */
    public record UsesEnd(
            At at,
            boolean none,
            long uses,
            long shared,
            long contactPoints,
            long persons,
            long unknownPersons,
            long unheld) {}

    /** As {@link UseLine}, of contact points that were never given. */
    public sealed interface NeverGivenLine {
        /**
         * A contact point.
         *
         * @param since when it was first collected
         * @param suppliers the kinds of those whom it came from
         */
        record One(UUID contactPoint, String person, Instant since, List<String> suppliers, int collections)
                implements NeverGivenLine {}

        /** What is said of all of them. */
        record Last(NeverGivenEnd end) implements NeverGivenLine {}
    }

    /** What is said of all contact points that were never given. */
    public record NeverGivenEnd(At at, Instant instant, long contactPoints, long persons, long unknownPersons) {}
}
