package org.consentledger.bulk;

import java.util.function.IntConsumer;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowProblem;

/** What came of a batch of rows: their answers as text, and counts. Filled by one thread, then only read. */
public final class Judged {
    private static final int BYTES_A_ROW = 80;

    private final int rows;
    private final ByteText text;
    private final long[] keys;
    private final CountsBy<Reason> reasons = new CountsBy<>(Reason.class);
    private final CountsBy<RowProblem> problems = new CountsBy<>(RowProblem.class);
    private int hashes;
    private int permitted;
    private IntConsumer atFirst = _ -> {};

    public Judged(int rows) {
        this.rows = rows;
        this.text = new ByteText(rows * BYTES_A_ROW);
        this.keys = new long[rows];
    }

    /** The answers, to be written in the order of the rows. */
    public ByteText text() {
        return text;
    }

    /** Counts a row that holds no hash. */
    public void bad(RowProblem problem) {
        problems.add(problem, 1);
    }

    /** Counts a row that holds a hash, by what it is found by. */
    public void key(long key) {
        keys[hashes++] = key;
    }

    void reason(Reason reason) {
        reasons.add(reason, 1);
    }

    /** Counts what was answered of a row that holds a hash. */
    public void row(boolean isPermitted) {
        permitted += isPermitted ? 1 : 0;
    }

    /** Has {@code firstSight} told which of the hashes, counted from 0, no row of the list has held before. */
    public void atFirst(IntConsumer firstSight) {
        atFirst = firstSight;
    }

    /** The {@code nth} hash is one that no row before held. */
    void first(int nth) {
        atFirst.accept(nth);
    }

    int rows() {
        return rows;
    }

    /** How many rows were hashes. */
    int hashes() {
        return hashes;
    }

    /** What each of the hashes is found by; there is room behind them. */
    long[] keys() {
        return keys;
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
