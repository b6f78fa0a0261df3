package org.consentledger.gate;

import java.util.List;
import org.consentledger.bulk.BulkLine;
import org.jspecify.annotations.Nullable;

/** A line of the gate's answer, as NDJSON; {@link org.consentledger.bulk.RowWriter} writes the rows. */
public sealed interface RunLine {
    /**
     * A row of the list.
     *
     * @param row its number, from 1
     * @param permitted whether somebody may be matched
     * @param contactPoints who, each a use on the ledger; absent where nobody may
     */
    record RunRow(long row, boolean permitted, @Nullable List<BulkLine.MatchedPoint> contactPoints)
            implements RunLine {}

    /**
     * A row that holds no hash.
     *
     * @param line where it begins, from 1
     * @param problem why, one of a few constant words
     */
    record RunBadRow(long row, long line, String problem) implements RunLine {}

    /** How far the list has come; now and then. */
    record RunProgress(BulkLine.ListCounts progress) implements RunLine {}

    /** The last line. */
    record RunEnded(Receipt receipt) implements RunLine {}
}
