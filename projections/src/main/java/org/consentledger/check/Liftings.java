package org.consentledger.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.check.Adoptions.Bound;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;

/**
 * Every lifting of a suppression, by person. One thread adds, any number read; what lies behind the place of a reader's image
 * counts for that reader not yet.
 */
final class Liftings {
    private final Map<PersonId, List<Lifting>> byPerson = new ConcurrentHashMap<>();

    /** A lifting with what took it back. */
    record Lifting(Fact.SuppressionLifted fact, Bound bound, long occurred, List<Bound> retractions) {
        Lifting {
            retractions = List.copyOf(retractions);
        }

        /** Whether it counts but for the instant asked about. */
        boolean stands(long known, long ledgerSize) {
            return bound.stands(retractions, known, ledgerSize);
        }

        private Lifting retracted(Bound retraction) {
            return retractions.contains(retraction)
                    ? this
                    : new Lifting(fact, bound, occurred, joined(retractions, retraction));
        }

        private Lifting upTo(long place) {
            return new Lifting(
                    fact,
                    bound,
                    occurred,
                    retractions.stream()
                            .filter(retraction -> retraction.place() <= place)
                            .toList());
        }
    }

    void add(Lifting lifting) {
        byPerson.merge(
                lifting.fact().person(),
                List.of(lifting),
                (some, _) -> some.stream()
                                .anyMatch(one ->
                                        one.bound().place() == lifting.bound().place())
                        ? some
                        : joined(some, lifting));
    }

    void retract(PersonId person, long target, Bound retraction) {
        byPerson.computeIfPresent(
                person,
                (_, some) -> some.stream()
                        .map(one -> one.bound().place() == target ? one.retracted(retraction) : one)
                        .toList());
    }

    /** Those of a person, in order of place. */
    List<Lifting> of(PersonId person) {
        return byPerson.getOrDefault(person, List.of());
    }

    /** All as they were when the ledger held {@code place} facts. */
    List<Lifting> upTo(long place) {
        return byPerson.values().stream()
                .flatMap(List::stream)
                .filter(lifting -> lifting.bound().place() <= place)
                .map(lifting -> lifting.upTo(place))
                .toList();
    }

    private static <T> List<T> joined(List<T> some, T one) {
        var joined = new ArrayList<>(some);
        joined.add(one);
        return List.copyOf(joined);
    }
}
