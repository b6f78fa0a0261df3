package org.consentledger.lists;

import java.util.Arrays;
import org.consentledger.identity.Sha256;
import org.jspecify.annotations.Nullable;

/** Rows that came one after the other, each a hash or a problem. Filled by one thread, then only read. */
public final class RowBatch {
    /** Most rows of a batch. */
    public static final int MOST = 4_096;

    private static final int FEW = 64;

    private final long first;
    private int size;
    private byte[] hashes = new byte[FEW * Sha256.LENGTH];
    private @Nullable RowProblem @Nullable [] problems;
    private long[] lines = new long[0];

    RowBatch(long first) {
        this.first = first;
    }

    /** How many rows there are, the bad ones included. */
    public int size() {
        return size;
    }

    /** The number of the row at {@code index} within the list, from 1. */
    public long row(int index) {
        return first + index;
    }

    /** Why the row at {@code index} is bad; null where it is a hash. */
    public @Nullable RowProblem problem(int index) {
        return problems == null ? null : problems[index];
    }

    /** The line on which a bad row begins, from 1. */
    public long line(int index) {
        return lines[index];
    }

    /** The hashes, one behind the other; what stands in a bad row's place means nothing. */
    public byte[] hashes() {
        return hashes;
    }

    /** Where the hash of the row at {@code index} begins. */
    public int at(int index) {
        return index * Sha256.LENGTH;
    }

    boolean full() {
        return size == MOST;
    }

    void add(byte[] hash) {
        int at = next();
        System.arraycopy(hash, 0, hashes, at, Sha256.LENGTH);
    }

    void add(RowProblem problem, long line) {
        next();
        if (problems == null || problems.length < size) {
            int room = hashes.length / Sha256.LENGTH;
            problems = problems == null ? new RowProblem[room] : Arrays.copyOf(problems, room);
            lines = Arrays.copyOf(lines, room);
        }
        problems[size - 1] = problem;
        lines[size - 1] = line;
    }

    /** Makes room for one more row; where its hash goes. */
    private int next() {
        int at = at(size++);
        if (at == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * at);
        }
        return at;
    }
}
