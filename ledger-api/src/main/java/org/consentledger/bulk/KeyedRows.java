package org.consentledger.bulk;

import org.consentledger.check.Inquiry;
import org.consentledger.identity.HashKeys;
import org.consentledger.lists.RowBatch;
import org.consentledger.lists.RowProblem;

/** Rows with what an index finds them by, some of it brought near before it is asked about. For one thread. */
public final class KeyedRows {
    private final HashKeys keys;
    /** What the next rows are found by. */
    private final long[] ahead = new long[Inquiry.FETCHED];

    /** Rows that are found by {@code keys}. */
    public KeyedRows(HashKeys keys) {
        this.keys = keys;
    }

    /** What is done with each row, in their order. */
    public interface Visitor {
        /** The row at {@code index} holds a hash, which is found by {@code key}. */
        void hash(int index, long key);

        /** The row at {@code index} holds none. */
        void bad(int index, RowProblem problem);
    }

    /** The profiles that the rows' keys are of. */
    public long profiles() {
        return keys.profiles();
    }

    /** Hands over each row; {@code inquiry} is what will be asked about them. */
    public void forEach(RowBatch rows, Inquiry inquiry, Visitor visitor) {
        for (int from = 0; from < rows.size(); from += ahead.length) {
            int to = Math.min(rows.size(), from + ahead.length);
            for (int i = from; i < to; i++) {
                ahead[i - from] = rows.problem(i) == null ? keys.key(rows.hashes(), rows.at(i)) : 0;
            }
            inquiry.fetch(ahead, to - from);
            for (int i = from; i < to; i++) {
                RowProblem problem = rows.problem(i);
                if (problem == null) {
                    visitor.hash(i, ahead[i - from]);
                } else {
                    visitor.bad(i, problem);
                }
            }
        }
    }
}
