package org.consentledger.api;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.consentledger.api.Answered.Asked;
import org.consentledger.api.Answered.CollectionAnswer;
import org.consentledger.api.Answered.FactNamed;
import org.consentledger.api.Answered.PolicyUsed;
import org.consentledger.api.Answered.Verdict;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.Coordinates;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Outcome;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What an answer of the law is written as. */
public final class AnswerForm {
    private AnswerForm() {}

    /**
     * The answer about an instant, as {@code /v1/questions} gives it.
     *
     * @param facts at least those that it rests on, by their places
     */
    public static ObjectNode written(JsonMapper json, Answer answer, Map<Long, Recorded> facts) {
        UUID contactPoint = answer.question().contactPoint().value();
        return json.valueToTree(ofInstant(answer, asked(answer, contactPoint, null, null), facts));
    }

    static Answered.OfInstant ofInstant(Answer answer, Asked asked, Map<Long, Recorded> facts) {
        return new Answered.OfInstant(
                Verdict.of(answer.permitted()),
                answer.reason(),
                answer.rule(),
                basis(answer.headline()),
                asked,
                collections(answer, facts));
    }

    static Answered.Stretch stretch(DayAnswer.Stretch stretch, Map<Long, Recorded> facts) {
        Answer answer = stretch.answer();
        return new Answered.Stretch(
                stretch.since(),
                stretch.until(),
                Verdict.of(answer.permitted()),
                answer.reason(),
                answer.rule(),
                basis(answer.headline()),
                policy(answer),
                collections(answer, facts));
    }

    static Asked asked(Answer answer, @Nullable UUID contactPoint, @Nullable LocalDate on, @Nullable String zone) {
        Question question = answer.question();
        Coordinates coordinates = question.coordinates();
        return new Asked(
                contactPoint,
                question.purpose().path(),
                on == null ? coordinates.at() : null,
                on,
                zone,
                coordinates.known(),
                coordinates.ledgerSize(),
                policy(answer));
    }

    private static PolicyUsed policy(Answer answer) {
        return new PolicyUsed(
                answer.policyVersion(),
                answer.policyPlace(),
                answer.hypothetical(),
                answer.question().policy() instanceof PolicyChoice.Draft draft ? draft.hash() : null);
    }

    private static @Nullable String basis(@Nullable Outcome outcome) {
        Basis basis = outcome == null ? null : outcome.basis();
        return basis == null ? null : basis.word();
    }

    private static List<CollectionAnswer> collections(Answer answer, Map<Long, Recorded> facts) {
        var collections = new ArrayList<CollectionAnswer>();
        for (Outcome outcome : answer.outcomes()) {
            List<FactNamed> restsOn = outcome.restsOn().stream()
                    .map(place -> RecordedFacts.named(Objects.requireNonNull(facts.get(place))))
                    .toList();
            collections.add(new CollectionAnswer(
                    outcome.collection().value(),
                    outcome.collected(),
                    Verdict.of(outcome.permitted()),
                    outcome.reason(),
                    outcome.rule(),
                    basis(outcome),
                    restsOn));
        }
        return collections;
    }
}
