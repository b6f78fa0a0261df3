package org.consentledger.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.consentledger.law.Fact.ConsentChanged;

/**
 * The answer to a question about a whole day.
 *
 * @param stretches from the day's first instant to its last, in order and without a gap; never empty
 */
public record DayAnswer(Day day, List<Stretch> stretches) {
    /** How much of a day was permitted. */
    public enum Extent {
        THROUGHOUT,
        IN_PART,
        NEVER
    }

    /**
     * A longest interval with one verdict, reason and rule.
     *
     * @param since first instant, included
     * @param until last instant, not included
     * @param answer the answer at {@code since}
     */
    public record Stretch(Instant since, Instant until, Answer answer) {}

    public DayAnswer {
        stretches = List.copyOf(stretches);
    }

    /** How much of the day was permitted. */
    public Extent extent() {
        long permitted = stretches.stream()
                .filter(stretch -> stretch.answer().permitted())
                .count();
        return permitted == 0 ? Extent.NEVER : permitted == stretches.size() ? Extent.THROUGHOUT : Extent.IN_PART;
    }

    /** The answer for the whole of {@code day}; the question's own {@code at} is not looked at. */
    public static DayAnswer of(Collection<Recorded> facts, Question question, Day day) {
        var stretches = new ArrayList<Stretch>();
        for (Instant since : turningPoints(facts, day)) {
            Answer answer = Permit.answer(
                    facts,
                    new Question(
                            question.contactPoint(),
                            question.purpose(),
                            question.coordinates().at(since),
                            question.policy()));
            if (stretches.isEmpty() || !sameVerdict(stretches.getLast().answer(), answer)) {
                stretches.add(new Stretch(since, day.until(), answer));
            }
        }
        for (int i = 0; i + 1 < stretches.size(); i++) {
            Stretch stretch = stretches.get(i);
            stretches.set(i, new Stretch(stretch.since(), stretches.get(i + 1).since(), stretch.answer()));
        }
        return new DayAnswer(day, stretches);
    }

    /** Every instant of the day at which an answer can change: its first one, and whatever facts begin or expire then. */
    private static Collection<Instant> turningPoints(Collection<Recorded> facts, Day day) {
        var points = new TreeSet<Instant>();
        for (Recorded recorded : facts) {
            points.add(recorded.occurredAt());
            if (recorded.fact() instanceof ConsentChanged word && word.expiresAt() != null) {
                points.add(word.expiresAt());
            }
        }
        points.add(day.since());
        return points.subSet(day.since(), day.until());
    }

    private static boolean sameVerdict(Answer one, Answer other) {
        return one.reason() == other.reason() && Objects.equals(one.rule(), other.rule());
    }
}
