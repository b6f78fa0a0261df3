package org.consentledger.api;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.api.Answered.Asked;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerReader;

/** One question, asked about one contact point after the other. */
final class Asker {
    /** No contact point has it: it is asked about where nobody is known to hold a value. */
    static final ContactPointId NOBODY = new ContactPointId(new UUID(0, 0));

    /** Named as one may name it in a question, so that an answer's coordinates can be asked again. */
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

    private final Standing standing;
    private final LedgerReader reader;
    private final QuestionBody asked;
    private final Coordinates coordinates;
    private final PolicyChoice policy;

    Asker(Standing standing, LedgerReader reader, QuestionBody asked, Coordinates coordinates, PolicyChoice policy) {
        this.standing = standing;
        this.reader = reader;
        this.asked = asked;
        this.coordinates = coordinates;
        this.policy = policy;
    }

    /** The answer about a contact point, with the facts that it rests on. */
    Answered.One ask(ContactPointId contactPoint) {
        var question = new Question(contactPoint, asked.purpose(), coordinates, policy);
        LocalDate on = asked.on();
        try {
            return on == null
                    ? verdict(standing.answer(question))
                    : ofDay(standing.answer(question, Day.of(on, zone())));
        } catch (Illegal e) {
            throw ProblemFound.ofCoordinates(e);
        }
    }

    private ZoneId zone() {
        ZoneId zone = asked.zone();
        return zone == null ? DEFAULT_ZONE : zone;
    }

    private Answered.OfInstant verdict(Answer answer) {
        return AnswerForm.ofInstant(answer, asked(answer), restedOn(List.of(answer)));
    }

    private Answered.OfDay ofDay(DayAnswer answer) {
        List<Answer> answers =
                answer.stretches().stream().map(DayAnswer.Stretch::answer).toList();
        Map<Long, Recorded> facts = restedOn(answers);
        return new Answered.OfDay(
                Answered.Extent.of(answer.extent()),
                zone().getId(),
                answer.day().zoneData(),
                answer.day().since(),
                answer.day().until(),
                asked(answers.getFirst()),
                answer.stretches().stream()
                        .map(stretch -> AnswerForm.stretch(stretch, facts))
                        .toList());
    }

    private Asked asked(Answer answer) {
        LocalDate on = asked.on();
        return AnswerForm.asked(
                answer,
                answer.question().contactPoint().equals(NOBODY)
                        ? null
                        : answer.question().contactPoint().value(),
                on,
                on == null ? null : zone().getId());
    }

    private Map<Long, Recorded> restedOn(Collection<Answer> answers) {
        Set<Long> places = new HashSet<>();
        for (Answer answer : answers) {
            answer.outcomes().forEach(outcome -> places.addAll(outcome.restsOn()));
        }
        Map<Long, Recorded> facts = new HashMap<>();
        reader.at(places).forEach(recorded -> facts.put(recorded.place(), recorded));
        return facts;
    }
}
