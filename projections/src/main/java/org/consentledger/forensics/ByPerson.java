package org.consentledger.forensics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;

/** Some uses, one person's behind the other's. First come those of contact points that nobody is known to have. */
final class ByPerson {
    private final UseLog.Judged log;
    private final int[] ends;
    private final int[] rows;
    /** Of all of them, in microseconds since 1970. */
    final long firstOccurred;

    final long lastOccurred;

    private ByPerson(UseLog.Judged log, int[] ends, int[] rows, long firstOccurred, long lastOccurred) {
        this.log = log;
        this.ends = ends;
        this.rows = rows;
        this.firstOccurred = firstOccurred;
        this.lastOccurred = lastOccurred;
    }

    /** Those of the first {@code count} uses that are {@code selected}. Source: counting sort, Seward 1954. */
    static ByPerson of(UseLog.Judged log, int count, IntPredicate selected) {
        var begins = new int[log.points().personsBelow() + 2];
        var chosen = new BitSet(count);
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (int row = 0; row < count; row++) {
            if (selected.test(row)) {
                chosen.set(row);
                begins[slot(log, row) + 1]++;
                first = Math.min(first, log.rows().occurred(row));
                last = Math.max(last, log.rows().occurred(row));
            }
        }
        for (int i = 1; i < begins.length; i++) {
            begins[i] += begins[i - 1];
        }
        var ordered = new int[begins[begins.length - 1]];
        for (int row = chosen.nextSetBit(0); row >= 0; row = chosen.nextSetBit(row + 1)) {
            ordered[begins[slot(log, row)]++] = row;
        }
        // Where each one begins has moved to where it ends.
        return new ByPerson(log, begins, ordered, first, last);
    }

    private static int slot(UseLog.Judged log, int row) {
        return log.points().personOf(log.rows().of(row)) + 1;
    }

    int size() {
        return rows.length;
    }

    /** Where pieces of about {@code uses} each end, so that no person is in two. */
    int[] pieces(int uses) {
        int[] pieces = new int[rows.length / uses + 2];
        int count = 0;
        int begin = 0;
        for (int end : ends) {
            if (end - begin >= uses || end == rows.length) {
                pieces[count++] = end;
                begin = end;
            }
            if (end == rows.length) {
                break;
            }
        }
        return Arrays.copyOf(pieces, count);
    }

    /** What is told of each person. */
    interface Visitor {
        /** Whose uses come next; {@link UsePoints#NOBODY}'s where nobody is known. */
        void begin(int person);

        /** One of them; {@code of} as {@link UseRows.View#of} has it, and the same ones come together. */
        void use(int row, int of);

        /** That there are no more. */
        void end();
    }

    /** Tells of the uses from one place in the order up to another, which {@link #pieces} named. */
    void visit(int from, int upTo, Visitor visitor) {
        var keys = new long[16];
        for (int begin = from; begin < upTo; ) {
            int slot = slot(log, rows[begin]);
            int end = ends[slot];
            if (keys.length < end - begin) {
                keys = new long[2 * (end - begin)];
            }
            for (int i = begin; i < end; i++) {
                keys[i - begin] = ((long) log.rows().of(rows[i]) << 32) | rows[i];
            }
            Arrays.sort(keys, 0, end - begin);
            visitor.begin(slot - 1);
            for (int i = 0; i < end - begin; i++) {
                visitor.use((int) keys[i], (int) (keys[i] >> 32));
            }
            visitor.end();
            begin = end;
        }
    }
}
