package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeDefined;
import org.consentledger.law.Histories.History;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What follows from the law for every history, without regard to what the answers are. */
class ConsequencesPropertyTest {
    private static final int SEEDS = 1_000;
    private static final int SEEDS_PER_TEST = 50;
    private static final int QUESTIONS = 5;

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> 100_000 + test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void the_order_of_arrival_does_not_matter(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.admitted(seed);
            List<Recorded> one = arrived(history.facts());
            List<Recorded> other = arrived(shuffled(history.facts(), new Random(seed)));
            // Each is asked at every instant, so few will do.
            for (Question asked : history.questions(2)) {
                for (Instant at : history.moments()) {
                    var question = unlimited(asked, at);
                    assertThat(withoutPlaces(Permit.answer(other, question), other))
                            .as("%s%n%s", question, history)
                            .isEqualTo(withoutPlaces(Permit.answer(one, question), one));
                }
                for (Day day : history.days()) {
                    var question = unlimited(asked, day.since());
                    assertThat(withoutPlaces(DayAnswer.of(other, question, day), other))
                            .as("%s on %s%n%s", question, day, history)
                            .isEqualTo(withoutPlaces(DayAnswer.of(one, question, day), one));
                }
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void the_order_of_arrival_does_not_matter_to_a_use(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.admitted(seed);
            List<Recorded> one = arrived(history.facts());
            List<Recorded> other = arrived(shuffled(history.facts(), new Random(seed)));
            PolicyChoice policy = history.questions(1).getFirst().policy();
            for (Recorded use : history.uses()) {
                assertThat(withoutPlaces(judged(other, use.id(), policy)))
                        .as("place %d under %s%n%s", use.place(), policy, history)
                        .isEqualTo(withoutPlaces(judged(one, use.id(), policy)));
            }
        }
    }

    private static JudgedUse judged(List<Recorded> facts, FactId id, PolicyChoice policy) {
        Recorded use =
                facts.stream().filter(fact -> fact.id().equals(id)).findFirst().orElseThrow();
        return JudgedUse.of(facts, use, null, Coordinates.ALL, policy);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void an_answer_can_be_asked_again_for_ever(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            for (Question question : history.questions(QUESTIONS)) {
                List<Recorded> then = history.first(history.facts().size() / 2);
                Question pinned = pinned(question, then.size());
                if (unanswerable(then, pinned)) {
                    continue;
                }
                assertThat(Permit.answer(history.facts(), pinned))
                        .as("%s%n%s", pinned, history)
                        .isEqualTo(Permit.answer(then, pinned));
                Day day = history.days().getFirst();
                assertThat(DayAnswer.of(history.facts(), pinned, day))
                        .as("%s%n%s", pinned, history)
                        .isEqualTo(DayAnswer.of(then, pinned, day));
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_use_is_judged_again_as_before(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            List<Recorded> then = history.first(history.facts().size() * 2L / 3);
            for (Recorded use : history.uses()) {
                Question question = pinned(history.questions(1).getFirst(), then.size());
                if (use.place() > then.size() || unanswerable(then, question)) {
                    continue;
                }
                Instant known = question.coordinates().known();
                assertThat(JudgedUse.of(history.facts(), use, known, then.size(), question.policy()))
                        .as("place %d by %s%n%s", use.place(), question, history)
                        .isEqualTo(JudgedUse.of(then, use, known, then.size(), question.policy()));
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void facts_about_others_change_nothing(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            var facts = new ArrayList<>(history.facts());
            for (Recorded other : Histories.any(seed + SEEDS).facts()) {
                // A policy is about everybody.
                if (!(other.fact() instanceof PolicyAdopted)) {
                    facts.add(moved(other, facts.size() + 1L, other.recordedAt()));
                }
            }
            for (Question question : history.questions(QUESTIONS)) {
                assertThat(Permit.answer(facts, question))
                        .as("%s%n%s", question, history)
                        .isEqualTo(Permit.answer(history.facts(), question));
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void definitions_notices_and_uses_permit_and_refuse_nothing(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            List<Recorded> without = history.facts().stream()
                    .filter(fact -> !(fact.fact() instanceof PurposeDefined
                            || fact.fact() instanceof NoticePublished
                            || fact.fact() instanceof NoticeServed
                            || fact.fact() instanceof ContactPointUsed))
                    .toList();
            for (Question question : history.questions(QUESTIONS)) {
                assertThat(Permit.answer(without, question))
                        .as("%s%n%s", question, history)
                        .isEqualTo(Permit.answer(history.facts(), question));
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void an_outcome_rests_on_the_facts_that_it_names(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            for (Question question : history.questions(QUESTIONS)) {
                for (Outcome outcome : Permit.answer(history.facts(), question).outcomes()) {
                    assertThat(outcome.restsOn()).contains(outcome.collected()).isSorted();
                    List<Recorded> alone = restedOn(history.facts(), outcome);
                    assertThat(Permit.answer(alone, question).outcomes())
                            .as("%s%nof %s%n%s", outcome, question, history)
                            .contains(outcome);
                }
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void without_a_collection_nothing_is_permitted(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.any(seed);
            List<Recorded> uncollected = history.facts().stream()
                    .filter(fact -> !(fact.fact() instanceof ContactPointCollected))
                    .toList();
            for (Question question : history.questions(QUESTIONS)) {
                assertThat(Permit.answer(uncollected, question).reason())
                        .as("%s%n%s", question, history)
                        .isEqualTo(Reason.NO_RECORD);
            }
        }
    }

    /** Recorded one by one in this order, long after everything; what was known when stays as it was. */
    private static List<Recorded> arrived(List<Recorded> facts) {
        var arrived = new ArrayList<Recorded>();
        for (Recorded fact : facts) {
            Instant recordedAt = Instant.parse("2030-01-01T00:00:00Z").plusSeconds(arrived.size());
            arrived.add(moved(fact, arrived.size() + 1L, recordedAt));
        }
        return arrived;
    }

    private static Recorded moved(Recorded fact, long place, Instant recordedAt) {
        return new Recorded(place, recordedAt, fact.id(), fact.occurredAt(), fact.knownAt(), true, fact.fact());
    }

    /** In any order, though each retraction after what it names. */
    private static List<Recorded> shuffled(List<Recorded> facts, Random random) {
        var remaining = new ArrayList<>(facts);
        var shuffled = new ArrayList<Recorded>();
        while (!remaining.isEmpty()) {
            Set<FactId> still = remaining.stream().map(Recorded::id).collect(Collectors.toSet());
            List<Recorded> ready = remaining.stream()
                    .filter(fact ->
                            !(fact.fact() instanceof FactRetracted retraction && still.contains(retraction.fact())))
                    .toList();
            Recorded next = ready.get(random.nextInt(ready.size()));
            remaining.remove(next);
            shuffled.add(next);
        }
        return shuffled;
    }

    private static Question unlimited(Question question, Instant at) {
        return new Question(
                question.contactPoint(),
                question.purpose(),
                new Coordinates(at, null, Coordinates.ALL),
                question.policy());
    }

    private static Question pinned(Question question, long size) {
        Coordinates coordinates = question.coordinates();
        return new Question(
                question.contactPoint(),
                question.purpose(),
                new Coordinates(coordinates.at(), coordinates.known(), Math.min(coordinates.ledgerSize(), size)),
                question.policy());
    }

    /** Whether the question names a version that the ledger did not hold yet. */
    private static boolean unanswerable(List<Recorded> facts, Question question) {
        return question.policy() instanceof PolicyChoice.Version named
                && facts.stream()
                        .filter(fact -> fact.place() <= question.coordinates().ledgerSize())
                        .noneMatch(fact -> fact.fact() instanceof PolicyAdopted adopted
                                && adopted.policy().version().equals(named.version()));
    }

    /** An answer in which a fact's id stands for its place. */
    private record Placeless(
            Reason reason,
            @Nullable Resting headline,
            Set<Resting> outcomes,
            String policyVersion,
            @Nullable FactId adopted,
            boolean hypothetical) {}

    private record Resting(
            FactId collected,
            Reason reason,
            @Nullable String rule,
            @Nullable Basis basis,
            Set<FactId> restsOn) {}

    private static Placeless withoutPlaces(Answer answer, List<Recorded> facts) {
        Map<Long, Recorded> byPlace = new HashMap<>();
        facts.forEach(fact -> byPlace.put(fact.place(), fact));
        Outcome headline = answer.headline();
        Long policyPlace = answer.policyPlace();
        if (policyPlace != null) {
            assertThat(at(byPlace, policyPlace).fact())
                    .isInstanceOfSatisfying(
                            PolicyAdopted.class,
                            adopted -> assertThat(adopted.policy().version()).isEqualTo(answer.policyVersion()));
        }
        return new Placeless(
                answer.reason(),
                headline == null ? null : resting(headline, byPlace),
                answer.outcomes().stream()
                        .map(outcome -> resting(outcome, byPlace))
                        .collect(Collectors.toSet()),
                answer.policyVersion(),
                policyPlace == null ? null : at(byPlace, policyPlace).id(),
                answer.hypothetical());
    }

    private record PlacelessStretch(Instant since, Instant until, Placeless answer) {}

    private static List<PlacelessStretch> withoutPlaces(DayAnswer answer, List<Recorded> facts) {
        return answer.stretches().stream()
                .map(stretch ->
                        new PlacelessStretch(stretch.since(), stretch.until(), withoutPlaces(stretch.answer(), facts)))
                .toList();
    }

    private record PlacelessUse(
            Reason then, Reason now, boolean assertedKnowledge, boolean laterEvidence, boolean retraction) {}

    private static PlacelessUse withoutPlaces(JudgedUse use) {
        return new PlacelessUse(use.then(), use.now(), use.assertedKnowledge(), use.laterEvidence(), use.retraction());
    }

    private static Resting resting(Outcome outcome, Map<Long, Recorded> byPlace) {
        return new Resting(
                at(byPlace, outcome.collected()).id(),
                outcome.reason(),
                outcome.rule(),
                outcome.basis(),
                outcome.restsOn().stream().map(place -> at(byPlace, place).id()).collect(Collectors.toSet()));
    }

    private static Recorded at(Map<Long, Recorded> byPlace, long place) {
        return Objects.requireNonNull(byPlace.get(place));
    }

    /** The facts that the outcome names, and every policy with its retractions. */
    private static List<Recorded> restedOn(List<Recorded> facts, Outcome outcome) {
        var policies = new HashSet<FactId>();
        for (Recorded fact : facts) {
            if (fact.fact() instanceof PolicyAdopted) {
                policies.add(fact.id());
            }
        }
        return facts.stream()
                .filter(fact -> outcome.restsOn().contains(fact.place())
                        || policies.contains(fact.id())
                        || (fact.fact() instanceof FactRetracted retraction && policies.contains(retraction.fact())))
                .toList();
    }
}
