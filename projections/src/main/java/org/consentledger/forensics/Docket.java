package org.consentledger.forensics;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.consentledger.law.PolicyChoice;

/** The uses that are to be judged: those that came, and those of persons whom facts reached. For one thread. */
final class Docket {
    private static final int PIECE = 1 << 12;

    private final BitSet persons = new BitSet();
    /** At first nothing is judged, whomever facts reach. */
    private boolean everybody = true;
    /** The first use that is not judged yet. */
    private int begun;

    /** In which order the uses are judged: a person's one behind the other, each with its row in the lower half. */
    private long[] order = new long[0];

    void person(int number) {
        persons.set(number);
    }

    void everybody() {
        everybody = true;
    }

    boolean isOfEverybody() {
        return everybody;
    }

    /** The verdicts, to be {@link #put} in place. */
    long[] judge(UseLog.Judged log, UsePoints points) {
        order = order(log, points);
        long[] found = new long[order.length];
        int pieces = (order.length + PIECE - 1) / PIECE;
        IntStream.range(0, pieces).parallel().forEach(piece -> {
            var bench = new Bench(log, PolicyChoice.IN_FORCE, Long.MAX_VALUE, log.place());
            int end = Math.min(order.length, (piece + 1) * PIECE);
            for (int i = piece * PIECE; i < end; i++) {
                found[i] = bench.judge((int) order[i]);
            }
        });
        return found;
    }

    private long[] order(UseLog.Judged log, UsePoints points) {
        LongStream rows = everybody
                ? IntStream.range(0, log.rows().size()).asLongStream()
                : LongStream.concat(
                        IntStream.range(begun, log.rows().size()).asLongStream(),
                        persons.stream()
                                .mapToObj(person -> usesOf(person, log, points))
                                .flatMapToLong(Arrays::stream));
        long[] ordered = rows.map(row ->
                        ((long) log.points().personOf(log.rows().of((int) row)) << 32) | row)
                .toArray();
        Arrays.parallelSort(ordered);
        return ordered;
    }

    private long[] usesOf(int person, UseLog.Judged log, UsePoints points) {
        LongStream.Builder rows = LongStream.builder();
        points.uses(person, log.rows(), row -> {
            if (row < begun) {
                rows.add(row);
            }
        });
        return rows.build().toArray();
    }

    /** Puts what was judged in place, and is empty again. */
    void put(long[] found, UseRows.View rows) {
        for (int i = 0; i < found.length; i++) {
            rows.verdict((int) order[i], found[i]);
        }
        order = new long[0];
        persons.clear();
        everybody = false;
        begun = rows.size();
    }
}
