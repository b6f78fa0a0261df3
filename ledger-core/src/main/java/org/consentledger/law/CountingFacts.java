package org.consentledger.law;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts that count at given coordinates (the law's section 3), in the order in which they were given. */
final class CountingFacts {
    private final List<Recorded> counting;

    private CountingFacts(List<Recorded> counting) {
        this.counting = counting;
    }

    static CountingFacts at(Collection<Recorded> facts, Coordinates coordinates) {
        Set<FactId> retracted = retracted(facts, coordinates);
        return new CountingFacts(facts.stream()
                .filter(recorded -> reached(recorded, coordinates)
                        && !recorded.occurredAt().isAfter(coordinates.at())
                        && (!retractable(recorded.fact()) || !retracted.contains(recorded.id())))
                .toList());
    }

    /** Whether a retraction can take the fact back. */
    static boolean retractable(Fact fact) {
        return !(fact instanceof Fact.FactRetracted || fact instanceof Fact.PersonErased);
    }

    /** Whether recording and knowledge had come as far as the fact. A retraction takes effect by these two alone. */
    private static boolean reached(Recorded recorded, Coordinates coordinates) {
        Instant known = coordinates.known();
        return recorded.place() <= coordinates.ledgerSize()
                && (known == null || !recorded.knownAt().isAfter(known));
    }

    private static Set<FactId> retracted(Collection<Recorded> facts, Coordinates coordinates) {
        var retracted = new HashSet<FactId>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.FactRetracted retraction && reached(recorded, coordinates)) {
                retracted.add(retraction.fact());
            }
        }
        return retracted;
    }

    /** The counting facts of one type that meet a condition. */
    <F extends Fact> List<Counted<F>> all(Class<F> type, Predicate<F> condition) {
        return stream(type).filter(counted -> condition.test(counted.fact())).toList();
    }

    <F extends Fact> Stream<Counted<F>> stream(Class<F> type) {
        return counting.stream()
                .filter(recorded -> type.isInstance(recorded.fact()))
                .map(recorded -> new Counted<>(recorded, type.cast(recorded.fact())));
    }

    /** A counting fact with its type. */
    record Counted<F extends Fact>(Recorded recorded, F fact) {
        Instant occurredAt() {
            return recorded.occurredAt();
        }

        long place() {
            return recorded.place();
        }
    }

    static <F extends Fact> List<Long> places(List<Counted<F>> facts) {
        return facts.stream().map(Counted::place).toList();
    }

    /** The latest instant among {@code words}, with every word of that instant; null where there is none. */
    static <F extends Fact> @Nullable List<Counted<F>> latest(List<Counted<F>> words) {
        return words.stream()
                .map(Counted::occurredAt)
                .max(Instant::compareTo)
                .map(latest -> words.stream()
                        .filter(word -> word.occurredAt().equals(latest))
                        .toList())
                .orElse(null);
    }
}
