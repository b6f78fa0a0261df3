package org.consentledger.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Chance that is the same each time: what is drawn depends on the key alone. */
final class Draw {
    private final RandomGenerator random;

    private Draw(long key) {
        this.random = new SplittableRandom(key);
    }

    static Draw of(long... key) {
        return new Draw(mixed(key));
    }

    /** One number for several. Source: the finalizer of SplitMix64, Steele, Lea and Flood, OOPSLA 2014. */
    static long mixed(long... key) {
        long mixed = 0;
        for (long part : key) {
            long z = mixed * 31 + part + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            mixed = z ^ (z >>> 31);
        }
        return mixed;
    }

    boolean chance(double share) {
        return random.nextDouble() < share;
    }

    double between(double min, double max) {
        return min + (max - min) * random.nextDouble();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T anyOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** A moment, in whole milliseconds, at or after {@code since} and before {@code until}; {@code since} where that is later. */
    Instant between(Instant since, Instant until) {
        long span = ChronoUnit.MILLIS.between(since, until);
        return span <= 0 ? since : since.plusMillis(random.nextLong(span));
    }

    Instant within(Instant since, Duration span) {
        return between(since, since.plus(span));
    }
}
