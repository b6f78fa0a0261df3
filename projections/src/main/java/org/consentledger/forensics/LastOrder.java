package org.consentledger.forensics;

import java.time.Instant;
import java.util.Set;
import java.util.function.IntPredicate;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The order that uses were put in last: whoever asks once more about the same uses, by other days or after a late word, has it
 * already. Safe for any number of threads.
 */
final class LastOrder {
    private volatile @Nullable Ordered last;

    private record Ordered(Key key, ByPerson uses) {}

    /** What the order follows from, and nothing else does. */
    private record Key(
            int count,
            long told,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Purpose purpose,
            @Nullable Set<String> programmes,
            @Nullable Set<String> advertisers,
            @Nullable Instant known,
            long size) {
        /** Where no use was ever retracted, the size says no more than how many there are. */
        static Key of(UseLog.Judged log, int count, IncidentQuestion question, long size) {
            return new Key(
                    count,
                    log.points().told(),
                    question.from(),
                    question.until(),
                    question.purpose(),
                    question.programmes(),
                    question.advertisers(),
                    question.known(),
                    log.retracted().isEmpty() ? 0 : size);
        }
    }

    /** Those of the uses at a size that a question may be about, which are {@code selected}. */
    ByPerson of(UseLog.Judged log, IncidentQuestion question, long size, IntPredicate selected) {
        int count = log.rows().upTo(size);
        Key key = Key.of(log, count, question, size);
        Ordered before = last;
        if (before != null && before.key().equals(key)) {
            return before.uses();
        }
        ByPerson uses = ByPerson.of(log, count, selected);
        last = new Ordered(key, uses);
        return uses;
    }
}
