package org.consentledger.bulk;

import java.time.Instant;
import java.util.List;
import org.consentledger.api.Problem;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/** A line of the answer to a list, as NDJSON. */
public sealed interface BulkLine {
    /** A line of the answer to a matcher. */
    sealed interface OfCheck extends BulkLine {}

    /** A line of the answer to an investigator. */
    sealed interface OfQuestion extends BulkLine {}

    /**
     * A row of a list that is checked.
     *
     * @param row its number, from 1
     * @param permitted whether somebody may be matched
     * @param contactPoints who; absent where nobody may
     */
    record CheckedRow(long row, boolean permitted, @Nullable List<MatchedPoint> contactPoints) implements OfCheck {}

    /** A contact point that may be matched. */
    record MatchedPoint(ContactPointId contactPoint, PersonId person) {}

    /**
     * A row of a list that is asked about.
     *
     * @param answers one for each contact point that holds the value, ordered by id; one without a contact point where nobody does
     */
    record AskedRow(long row, List<RowAnswer> answers) implements OfQuestion {}

    /** What is answered about one contact point. */
    record RowAnswer(
            @Nullable ContactPointId contactPoint,
            @Nullable PersonId person,
            String verdict,
            Reason reason,
            @Nullable String rule) {}

    /**
     * A row that holds no hash.
     *
     * @param line where it begins, from 1
     * @param problem why, one of a few constant words
     */
    record BadRow(long row, long line, String problem) implements OfCheck, OfQuestion {}

    /** How far the list has come; now and then. */
    record ListProgress(ListCounts progress) implements OfCheck, OfQuestion {}

    /** The last line. */
    record ListEnded(ListSummary summary) implements OfCheck, OfQuestion {}

    /**
     * The rows of a list that are answered.
     *
     * @param permitted rows with a contact point that is permitted
     * @param refused rows that hold a hash, and no contact point that is permitted
     * @param bad rows that hold no hash
     * @param duplicates rows whose hash stood in a row before
     */
    record ListCounts(long rows, long permitted, long refused, long bad, long duplicates) {}

    /**
     * What became of a list.
     *
     * @param complete whether the list was read to its end
     * @param duplicatesAtLeast true where the list has so many values that not every one could be remembered
     * @param problems how many bad rows had which problem
     * @param reasons how many answers had which reason; absent for a matcher
     * @param place that of the last fact which any answer knows of
     * @param problem why the list was not read to its end; absent where it was
     */
    record ListSummary(
            boolean complete,
            long rows,
            long permitted,
            long refused,
            long bad,
            long duplicates,
            @Nullable Boolean duplicatesAtLeast,
            List<ProblemCount> problems,
            @Nullable List<ReasonCount> reasons,
            Instant at,
            @Nullable Instant known,
            long place,
            @Nullable Problem problem) {}

    /** How many bad rows had a problem. */
    record ProblemCount(String problem, long rows) {}

    /** How many answers had a reason. */
    record ReasonCount(Reason reason, long answers) {}
}
