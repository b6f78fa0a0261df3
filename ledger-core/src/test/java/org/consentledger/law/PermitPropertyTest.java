package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.consentledger.law.Histories.History;
import org.consentledger.law.NaiveLaw.Said;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The law gives the answers of its naive second implementation, on every history. */
class PermitPropertyTest {
    private static final int SEEDS = 4_000;
    private static final int SEEDS_PER_TEST = 50;
    private static final int QUESTIONS = 12;

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_answer_is_that_of_the_naive_law(long first) {
        for (History history : histories(first)) {
            for (Question question : history.questions(QUESTIONS)) {
                Answer answer = Permit.answer(history.facts(), question);
                assertThat(plain(answer))
                        .as("%s%n%s", question, history)
                        .isEqualTo(NaiveLaw.verdict(history.facts(), question));
                assertThat(answer.question()).isEqualTo(question);
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_stretch_of_a_day_is_that_of_the_naive_law(long first) {
        for (History history : histories(first)) {
            Question question = history.questions(1).getFirst();
            Day day = history.days().get((int) (history.seed() % 5));
            assertThat(DayAnswer.of(history.facts(), question, day).stretches().stream()
                            .map(stretch -> new NaiveDay.Stretch(
                                    stretch.since(),
                                    stretch.until(),
                                    stretch.answer().reason(),
                                    stretch.answer().rule())))
                    .as("%s on %s%n%s", question, day, history)
                    .containsExactlyElementsOf(NaiveDay.day(history.facts(), question, day.since(), day.until()));
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_use_is_judged_as_by_the_naive_law(long first) {
        for (History history : histories(first)) {
            Question question = history.questions(1).getFirst();
            Instant known = question.coordinates().known();
            for (Recorded use : history.uses()) {
                long ledgerSize = Math.max(question.coordinates().ledgerSize(), use.place());
                JudgedUse judged = JudgedUse.of(history.facts(), use, known, ledgerSize, question.policy());
                assertThat(new NaiveUse.Judged(
                                judged.useClass(),
                                judged.then().line(),
                                judged.now().line(),
                                judged.assertedKnowledge(),
                                judged.retraction()))
                        .as("place %d by %s%n%s", use.place(), question, history)
                        .isEqualTo(NaiveUse.judge(history.facts(), use, known, ledgerSize, question.policy()));
            }
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_use_rests_on_later_evidence_where_a_permission_of_it_does(long first) {
        for (History history : histories(first)) {
            for (Recorded use : history.uses()) {
                ContactPointUsed fact = (ContactPointUsed) use.fact();
                if (fact.person() != null || fact.contactPoint() == null) {
                    continue;
                }
                boolean later = false;
                for (@Nullable Instant known : Arrays.<@Nullable Instant>asList(use.occurredAt(), null)) {
                    Answer answer = Permit.answer(
                            history.facts(),
                            new Question(
                                    fact.contactPoint(),
                                    fact.purpose(),
                                    new Coordinates(use.occurredAt(), known, Coordinates.ALL),
                                    PolicyChoice.IN_FORCE));
                    for (Outcome outcome : answer.outcomes()) {
                        // Under 'all' each that permits is needed, under 'any' the headline alone.
                        boolean needed =
                                outcome.permitted() && (all(answer, history) || outcome.equals(answer.headline()));
                        for (long place : outcome.restsOn()) {
                            Recorded evidence = history.facts().get((int) place - 1);
                            later |= needed
                                    && answer.permitted()
                                    && evidence.recordedAt().isAfter(use.occurredAt());
                        }
                    }
                }
                assertThat(JudgedUse.of(history.facts(), use, null, Coordinates.ALL, PolicyChoice.IN_FORCE)
                                .laterEvidence())
                        .as("place %d%n%s", use.place(), history)
                        .isEqualTo(later);
            }
        }
    }

    private static boolean all(Answer answer, History history) {
        Long place = answer.policyPlace();
        return place != null
                && history.facts().get(Math.toIntExact(place) - 1).fact() instanceof PolicyAdopted adopted
                && adopted.policy().combine() == Policy.Combine.ALL;
    }

    @Test
    void no_reason_and_no_class_of_use_is_missing_from_the_histories() {
        Map<Reason, Integer> headlines = new EnumMap<>(Reason.class);
        Map<Reason, Integer> outcomes = new EnumMap<>(Reason.class);
        Map<UseClass, Integer> classes = new EnumMap<>(UseClass.class);
        Map<String, Integer> flags = new TreeMap<>();
        for (long seed = 0; seed < 1_000; seed++) {
            History history = history(seed);
            for (Question question : history.questions(QUESTIONS)) {
                Answer answer = Permit.answer(history.facts(), question);
                headlines.merge(answer.reason(), 1, Integer::sum);
                answer.outcomes().forEach(outcome -> {
                    outcomes.merge(outcome.reason(), 1, Integer::sum);
                    flags.merge("lifted " + restsOnLifting(outcome, history), 1, Integer::sum);
                });
            }
            for (Recorded use : history.uses()) {
                JudgedUse judged = JudgedUse.of(history.facts(), use, null, Coordinates.ALL, PolicyChoice.IN_FORCE);
                classes.merge(judged.useClass(), 1, Integer::sum);
                flags.merge("asserted " + judged.assertedKnowledge(), 1, Integer::sum);
                flags.merge("retraction " + judged.retraction(), 1, Integer::sum);
                flags.merge("later evidence " + judged.laterEvidence(), 1, Integer::sum);
            }
        }
        assertThat(headlines).containsOnlyKeys(Reason.values());
        assertThat(headlines.values()).allMatch(count -> count >= 50);
        assertThat(outcomes.values()).allMatch(count -> count >= 100);
        assertThat(classes).containsOnlyKeys(UseClass.values());
        assertThat(classes.values()).allMatch(count -> count >= 20);
        assertThat(flags.keySet()).hasSize(8);
        assertThat(flags.values()).allMatch(count -> count >= 20);
    }

    private static boolean restsOnLifting(Outcome outcome, History history) {
        return outcome.restsOn().stream()
                .anyMatch(
                        place -> history.facts().get(Math.toIntExact(place) - 1).fact() instanceof SuppressionLifted);
    }

    private static List<History> histories(long first) {
        return LongStream.range(first, first + SEEDS_PER_TEST)
                .mapToObj(PermitPropertyTest::history)
                .toList();
    }

    /** Every fourth such as the ledger lets in. */
    private static History history(long seed) {
        return seed % 4 == 0 ? Histories.admitted(seed) : Histories.any(seed);
    }

    private static NaiveLaw.Verdict plain(Answer answer) {
        var outcomes = new TreeMap<Long, Said>();
        for (Outcome outcome : answer.outcomes()) {
            outcomes.put(outcome.collected(), new Said(outcome.collection(), outcome.reason(), outcome.rule()));
        }
        return new NaiveLaw.Verdict(
                answer.reason(),
                answer.rule(),
                collected(answer.headline()),
                outcomes,
                answer.policyVersion(),
                answer.hypothetical());
    }

    private static @Nullable Long collected(@Nullable Outcome headline) {
        return headline == null ? null : headline.collected();
    }
}
