package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Moments;
import org.consentledger.law.Permit;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history the index finds what the law answers, whatever it was brought at once and whatever was settled in between. */
class IndexAgreementTest {
    private static final int SEEDS = 4_000;
    private static final int SEEDS_PER_TEST = 200;
    private static final int QUESTIONS = 12;

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void the_index_finds_what_the_law_answers(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            agree(Histories.admitted(seed), new Random(seed));
        }
    }

    private static void agree(History history, Random random) {
        try (var growing = new GrowingIndex(history, random)) {
            while (!growing.whole()) {
                growing.grow();
                compare(growing.index(), soFar(history, growing.size()), growing.whole() ? QUESTIONS * 2 : 4);
            }
        }
    }

    private static History soFar(History history, int size) {
        return new History(
                history.seed(), history.facts().subList(0, size), history.persons(), history.contactPoints());
    }

    private static void compare(StandingIndex index, History history, int questions) {
        List<Recorded> readable = HistoryKeys.readable(history.facts());
        List<Instant> moments = history.moments();
        int asked = 0;
        for (Question question : history.questions(questions)) {
            Inquiry inquiry = index.inquiry(question.purpose(), question.policy());
            Finding finding = inquiry.ask(question.contactPoint(), question.coordinates());
            Said expected = Said.of(Permit.answer(readable, question));
            assertThat(Said.of(finding)).as("%s%n%s", question, history).isEqualTo(expected);
            assertStaysUntil(finding, readable, question, expected, history);
            assertAnswersAnew(inquiry, readable, at(question, moments.get(asked++ % moments.size())), history);
        }
    }

    private static Question at(Question question, Instant moment) {
        return new Question(
                question.contactPoint(),
                question.purpose(),
                question.coordinates().at(moment),
                question.policy());
    }

    /** Whatever the inquiry was asked before. */
    private static void assertAnswersAnew(
            Inquiry inquiry, List<Recorded> readable, Question question, History history) {
        Finding finding = inquiry.ask(question.contactPoint(), question.coordinates());
        assertThat(Said.of(finding))
                .as("%s%n%s", question, history)
                .isEqualTo(Said.of(Permit.answer(readable, question)));
    }

    /** Nothing that the law says changes before the instant that the finding names. */
    private static void assertStaysUntil(
            Finding finding, List<Recorded> readable, Question question, Said expected, History history) {
        Coordinates coordinates = question.coordinates();
        assertThat(finding.untilMicros()).isGreaterThan(Moments.toMicros(coordinates.at()));
        history.moments().stream()
                .filter(moment -> moment.isAfter(coordinates.at()) && Moments.toMicros(moment) < finding.untilMicros())
                .forEach(moment -> {
                    assertThat(Said.of(Permit.answer(readable, at(question, moment))))
                            .as("until %s, at %s%n%s%n%s", finding.untilMicros(), moment, question, history)
                            .isEqualTo(expected);
                });
    }
}
