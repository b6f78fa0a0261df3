package org.consentledger.law;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.law.CountingFacts.Counted;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeRevoked;

/**
 * The latest word on a purpose (the law's section 4): the facts of the latest instant speak, and where they disagree the
 * most restrictive of them does.
 */
sealed interface LatestWord {
    /** Places of the facts that speak; empty where nobody spoke. */
    List<Long> places();

    /** What the latest word on an assignment says. */
    sealed interface OfAssignment extends LatestWord {}

    record Unassigned(List<Long> places) implements OfAssignment {}

    record Revoked(List<Long> places) implements OfAssignment {}

    record Assigned(List<Long> places, Basis basis) implements OfAssignment {}

    /** What the latest word on a consent says. */
    sealed interface OfConsent extends LatestWord {}

    record Silent(List<Long> places) implements OfConsent {}

    record Negative(List<Long> places) implements OfConsent {}

    record Expired(List<Long> places) implements OfConsent {}

    record Positive(List<Long> places) implements OfConsent {}

    /** The latest word on whether {@code collection} may serve {@code purpose}. */
    static OfAssignment onAssignment(CountingFacts facts, CollectionId collection, Purpose purpose) {
        List<Counted<Fact>> words = facts.all(
                Fact.class,
                fact -> fact instanceof PurposeAssigned a
                        ? a.collection().equals(collection) && a.purpose().covers(purpose)
                        : fact instanceof PurposeRevoked r
                                && r.collection().equals(collection)
                                && r.purpose().covers(purpose));
        List<Counted<Fact>> latest = CountingFacts.latest(words);
        if (latest == null) {
            return new Unassigned(List.of());
        }
        List<Long> places = CountingFacts.places(latest);
        if (latest.stream().anyMatch(word -> word.fact() instanceof PurposeRevoked)) {
            return new Revoked(places);
        }
        Basis basis = latest.stream()
                .map(word -> ((PurposeAssigned) word.fact()).basis())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        return new Assigned(places, basis);
    }

    /**
     * The latest word on {@code purpose} of those that reach a contact point.
     *
     * @param expiredSpeaks whether an expired word speaks, as it does for the basis consent; otherwise the word before it does
     */
    static OfConsent onConsent(CountingFacts facts, Reach reach, Purpose purpose, Instant at, boolean expiredSpeaks) {
        List<Counted<ConsentChanged>> words =
                facts.all(ConsentChanged.class, word -> word.purpose().covers(purpose) && reach.includes(word));
        for (List<Counted<ConsentChanged>> latest = CountingFacts.latest(words);
                latest != null;
                latest = CountingFacts.latest(words)) {
            List<Long> places = latest.stream()
                    .flatMap(word -> Stream.concat(Stream.of(word.place()), reach.through(word.fact())))
                    .toList();
            if (latest.stream().anyMatch(word -> !word.fact().status().positive())) {
                return new Negative(places);
            }
            if (latest.stream().noneMatch(word -> expired(word.fact(), at))) {
                return new Positive(places);
            }
            if (expiredSpeaks) {
                return new Expired(places);
            }
            Instant before = latest.getFirst().occurredAt();
            words = words.stream()
                    .filter(word -> word.occurredAt().isBefore(before))
                    .toList();
        }
        return new Silent(List.of());
    }

    private static boolean expired(ConsentChanged word, Instant at) {
        Instant expiresAt = word.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(at);
    }

    /**
     * Which words of a person reach a contact point: those about everything they have, about the contact point itself, and
     * about a value that shares a match key with it.
     */
    record Reach(CountingFacts facts, PersonId person, ContactPointId contactPoint, Set<ValueTag> tags) {
        static Reach of(CountingFacts facts, PersonId person, ContactPointId contactPoint) {
            return new Reach(facts, person, contactPoint, tagsOf(facts, contactPoint));
        }

        boolean includes(ConsentChanged word) {
            ContactPointId scope = word.contactPoint();
            return word.person().equals(person)
                    && (scope == null
                            || scope.equals(contactPoint)
                            || !shared(word, scope).isEmpty());
        }

        /** Places of the collections whose tags take the word to the contact point; empty where it says so itself. */
        Stream<Long> through(ConsentChanged word) {
            ContactPointId scope = word.contactPoint();
            if (scope == null || scope.equals(contactPoint)) {
                return Stream.empty();
            }
            Set<ValueTag> shared = shared(word, scope);
            return facts
                    .all(
                            ContactPointCollected.class,
                            collected -> (collected.contactPoint().equals(contactPoint)
                                            || collected.contactPoint().equals(scope))
                                    && sharesAny(shared, collected.value().tags()))
                    .stream()
                    .map(Counted::place);
        }

        /** The contact point's tags that the word, or the contact point it names, has too. */
        private Set<ValueTag> shared(ConsentChanged word, ContactPointId scope) {
            return Stream.concat(word.tags().stream(), tagsOf(facts, scope).stream())
                    .filter(tags::contains)
                    .collect(Collectors.toUnmodifiableSet());
        }

        private static Set<ValueTag> tagsOf(CountingFacts facts, ContactPointId contactPoint) {
            return facts.stream(ContactPointCollected.class)
                    .filter(collected -> collected.fact().contactPoint().equals(contactPoint))
                    .flatMap(collected -> collected.fact().value().tags().stream())
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    /** Whether two sets have an element in common. */
    static <T> boolean sharesAny(Set<T> some, Set<T> others) {
        return some.stream().anyMatch(others::contains);
    }
}
