package org.consentledger.forensics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Some uses, one person's behind the other's. First come those of contact points that nobody is known to have. */
final class ByPerson {
    /** Each takes a number for every person. */
    private static final int MOST_WORKERS = 8;

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

    /**
     * Those of the first {@code count} uses that are {@code selected}, found and put in order by every processor. Source: counting
     * sort, Seward 1954.
     */
    static ByPerson of(UseLog.Judged log, int count, IntPredicate selected) {
        int workers = Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
        int share = count / workers + 1;
        List<Part> parts = IntStream.range(0, workers)
                .parallel()
                .mapToObj(nth ->
                        new Part(log, Math.min(count, nth * share), Math.min(count, (nth + 1) * share), selected))
                .toList();
        var ends = new int[log.points().personsBelow() + 1];
        int end = 0;
        for (int slot = 0; slot < ends.length; slot++) {
            for (Part part : parts) {
                int own = part.at[slot];
                part.at[slot] = end;
                end += own;
            }
            ends[slot] = end;
        }
        var ordered = new int[end];
        parts.parallelStream().forEach(part -> part.put(ordered));
        return new ByPerson(
                log,
                ends,
                ordered,
                parts.stream().mapToLong(part -> part.first).min().orElse(Long.MAX_VALUE),
                parts.stream().mapToLong(part -> part.last).max().orElse(Long.MIN_VALUE));
    }

    /** The uses that one processor looks at. */
    private static final class Part {
        private final UseLog.Judged log;
        private final BitSet chosen;
        private final int from;
        /** How many uses each person has here, and then where the next of them is put. */
        private final int[] at;

        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;

        Part(UseLog.Judged log, int from, int upTo, IntPredicate selected) {
            this.log = log;
            this.from = from;
            this.chosen = new BitSet(upTo - from);
            this.at = new int[log.points().personsBelow() + 1];
            for (int row = from; row < upTo; row++) {
                if (selected.test(row)) {
                    chosen.set(row - from);
                    at[slot(log, row)]++;
                    first = Math.min(first, log.rows().occurred(row));
                    last = Math.max(last, log.rows().occurred(row));
                }
            }
        }

        void put(int[] ordered) {
            for (int nth = chosen.nextSetBit(0); nth >= 0; nth = chosen.nextSetBit(nth + 1)) {
                ordered[at[slot(log, from + nth)]++] = from + nth;
            }
        }
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

    /** Everybody who has any, in order of their numbers. */
    IntStream persons() {
        return IntStream.range(0, ends.length - 1).filter(person -> ends[person] < ends[person + 1]);
    }

    /** Tells of one person's uses; with {@link UsePoints#NOBODY} of those of nobody. */
    void visit(int person, Visitor visitor) {
        visit(person == UsePoints.NOBODY ? 0 : ends[person], ends[person + 1], visitor);
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
