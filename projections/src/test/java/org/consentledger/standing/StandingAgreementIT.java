package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.consentledger.check.HistoryKeys;
import org.consentledger.law.Answer;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history the law answers alike in SQL, over what the view finds, and over every fact replayed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingAgreementIT {
    private static final int SEEDS = 240;
    private static final int SEEDS_PER_TEST = 20;
    private static final int QUESTIONS = 25;

    private final ViewedHistories views = new ViewedHistories();

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @BeforeAll
    void open() throws SQLException {
        views.open();
    }

    @AfterAll
    void close() throws SQLException {
        views.close();
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void every_answer_is_the_same_however_it_is_come_by(long first) throws SQLException {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            agree(Histories.admitted(seed), new Random(seed));
        }
    }

    private void agree(History history, Random random) throws SQLException {
        views.begin(history, random.nextBoolean());
        var earlier = new ArrayList<Answer>();
        List<List<Recorded>> left = new ArrayList<>(history.groups());
        while (!left.isEmpty()) {
            List<List<Recorded>> next = left.subList(0, 1 + random.nextInt(left.size()));
            views.append(List.copyOf(next), random);
            next.clear();
            List<Answer> answers = answers(views.soFar(), left.isEmpty() ? QUESTIONS : 4);
            if (!left.isEmpty()) {
                earlier.addAll(answers);
            }
        }
        for (Answer answer : earlier) {
            assertThat(views.standing().answer(answer.question()))
                    .as("asked again%n%s", history)
                    .isEqualTo(answer);
        }
        views.assertPeriods(history);
        if (history.seed() % 4 == 0) {
            views.assertRebuildIsTheSame(random);
        }
    }

    /** The uses that name the question's contact point; what else they name counts too. */
    private void assertUsesAreJudgedAlike(History history, List<Recorded> readable, Question question) {
        Coordinates coordinates = question.coordinates();
        for (Recorded use : history.uses()) {
            if (use.fact() instanceof Fact.ContactPointUsed used
                    && question.contactPoint().equals(used.contactPoint())) {
                PersonId person = used.person();
                Evidence named = views.standing()
                        .evidence(List.of(question.contactPoint()), person == null ? List.of() : List.of(person));
                long size = Math.min(coordinates.ledgerSize(), named.place());
                assertThat(views.standing().judge(List.of(use), named, coordinates.known(), size, question.policy()))
                        .as("place %d by %s%n%s", use.place(), question, history)
                        .containsExactly(JudgedUse.of(readable, use, coordinates.known(), size, question.policy()));
            }
        }
    }

    private List<Answer> answers(History history, int questions) throws SQLException {
        List<Recorded> readable = HistoryKeys.readable(history.facts());
        assertThat(views.replayed()).isEqualTo(readable);
        var answers = new ArrayList<Answer>();
        var inSql = new ArrayList<Question>();
        for (Question question : history.questions(questions)) {
            Evidence evidence = views.standing().evidence(List.of(question.contactPoint()), List.of());
            assertThat(evidence.place()).isEqualTo(history.facts().size());
            Answer answer = Permit.answer(readable, question);
            assertThat(Permit.answer(evidence.facts(), question))
                    .as("%s%n%s", question, history)
                    .isEqualTo(answer);
            Day day = history.days().getFirst();
            assertThat(DayAnswer.of(evidence.facts(), question, day))
                    .as("%s on %s%n%s", question, day, history)
                    .isEqualTo(DayAnswer.of(readable, question, day));
            assertUsesAreJudgedAlike(history, readable, question);
            Answer fixed = views.standing().answer(question);
            assertThat(fixed).isEqualTo(Permit.answer(readable, fixed.question()));
            answers.add(fixed);
            if (!(question.policy() instanceof PolicyChoice.Draft)) {
                inSql.add(question);
            }
        }
        List<ViewedHistories.Verdict> verdicts = views.inSql(inSql);
        for (int i = 0; i < verdicts.size(); i++) {
            assertThat(verdicts.get(i))
                    .as("%s%n%s", inSql.get(i), history)
                    .isEqualTo(ViewedHistories.Verdict.of(Permit.answer(readable, inSql.get(i))));
        }
        return answers;
    }
}
