package org.consentledger.bulk;

import org.consentledger.law.Reason;
import org.consentledger.lists.RowProblem;

/** What came of a batch of rows: their answers as text, and counts. Filled by one thread, then only read. */
final class Judged {
    private final int rows;
    private final ByteText text;
    private final long[] keys;
    private final CountsBy<Reason> reasons = new CountsBy<>(Reason.class);
    private final CountsBy<RowProblem> problems = new CountsBy<>(RowProblem.class);
    private int hashes;
    private int permitted;

    Judged(int rows, ByteText text) {
        this.rows = rows;
        this.text = text;
        this.keys = new long[rows];
    }

    ByteText text() {
        return text;
    }

    void bad(RowProblem problem) {
        problems.add(problem, 1);
    }

    void key(long key) {
        keys[hashes++] = key;
    }

    void reason(Reason reason) {
        reasons.add(reason, 1);
    }

    void row(boolean isPermitted) {
        permitted += isPermitted ? 1 : 0;
    }

    int rows() {
        return rows;
    }

    /** How many rows were hashes. */
    int hashes() {
        return hashes;
    }

    /** What the {@code i}th of the hashes is found by. */
    long key(int i) {
        return keys[i];
    }

    /** How many rows have a contact point that is permitted. */
    int permitted() {
        return permitted;
    }

    CountsBy<Reason> reasons() {
        return reasons;
    }

    CountsBy<RowProblem> problems() {
        return problems;
    }
}
