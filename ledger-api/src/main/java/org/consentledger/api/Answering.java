package org.consentledger.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.consentledger.api.Answered.Asked;
import org.consentledger.api.Answered.CollectionAnswer;
import org.consentledger.api.Answered.FactNamed;
import org.consentledger.api.Answered.PolicyUsed;
import org.consentledger.api.Answered.Verdict;
import org.consentledger.feed.Feed;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.Admission;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Fact;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.Outcome;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Purposes;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Answers questions once this node holds all that their answers can rest on. */
@Component
@EnableConfigurationProperties(AnsweringProperties.class)
final class Answering {
    /** Named as one may name it in a question, so that an answer's coordinates can be asked again. */
    private static final ZoneId DEFAULT_ZONE = ZoneId.of("UTC");

    /** No contact point has it: it is asked about where nobody is known to hold a value. */
    private static final ContactPointId NOBODY = new ContactPointId(new UUID(0, 0));

    private final Feed feed;
    private final Standing standing;
    private final Purposes purposes;
    private final Persons persons;
    private final Values values;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;

    Answering(
            Feed feed,
            Standing standing,
            Purposes purposes,
            Persons persons,
            Values values,
            LedgerReader reader,
            Clock clock,
            AnsweringProperties properties) {
        this.feed = feed;
        this.standing = standing;
        this.purposes = purposes;
        this.persons = persons;
        this.values = values;
        this.reader = reader;
        this.clock = clock;
        this.patience = properties.patience();
    }

    /** The answer about a contact point; for a question by value several. */
    Answered answer(QuestionBody asked) {
        long size = confirmedSize(asked);
        requireDefined(asked, size);
        Instant at = asked.at() == null ? Moments.notBefore(reader.head().recordedAt(), clock.instant()) : asked.at();
        var coordinates = new Coordinates(at, asked.known(), size);
        PolicyChoice policy = asked.policy() == null ? PolicyChoice.IN_FORCE : asked.policy();
        Asker asker = new Asker(asked, coordinates, policy);
        ContactPointId contactPoint = asked.contactPoint();
        return contactPoint == null ? new Answered.Several(byValue(asked, asker, size)) : asker.ask(contactPoint);
    }

    /** That nothing is asked about, or drafted for, which would match nothing: a draft is held to what its adoption is held to. */
    private void requireDefined(QuestionBody asked, long size) {
        if (!purposes.defined(asked.purpose(), size)) {
            throw ProblemFound.purposeUnknown();
        }
        if (asked.policy() instanceof PolicyChoice.Draft draft
                && !purposes.allDefined(Admission.purposesToKnow(new Fact.PolicyAdopted(draft.policy())), size)) {
            throw ProblemFound.purposeUnknown("policy.rules");
        }
    }

    /** The size that the answer is fixed at, once this node holds every fact that it can rest on. */
    private long confirmedSize(QuestionBody asked) {
        boolean earlierSuffices = asked.contactPoint() != null && asked.ledgerSize() != null;
        long head = earlierSuffices ? reader.head().size() : feed.awaitHead(patience);
        if (asked.atLeast() != null && asked.atLeast() > head) {
            throw ProblemFound.placeNotReached();
        }
        long size = asked.ledgerSize() == null ? head : asked.ledgerSize();
        if (size > head) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        if (earlierSuffices) {
            feed.awaitSize(size, patience);
        }
        return size;
    }

    private List<Answered.One> byValue(QuestionBody asked, Asker asker, long size) {
        List<ContactPointId> found = holders(asked, size);
        return found.isEmpty()
                ? List.of(asker.ask(NOBODY))
                : found.stream().map(asker::ask).toList();
    }

    private List<ContactPointId> holders(QuestionBody asked, long size) {
        var value = values.read(Objects.requireNonNull(asked.value()).given());
        PersonReference reference = FactData.anybody(asked.person(), asked.personId());
        if (reference == null) {
            return standing.find(value, null, size);
        }
        Person person = persons.find(Set.of(reference)).get(reference);
        return person == null ? List.of() : standing.find(value, person.id(), size);
    }

    /** One question, asked about one contact point after the other. */
    private final class Asker {
        private final QuestionBody asked;
        private final Coordinates coordinates;
        private final PolicyChoice policy;

        Asker(QuestionBody asked, Coordinates coordinates, PolicyChoice policy) {
            this.asked = asked;
            this.coordinates = coordinates;
            this.policy = policy;
        }

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
            Map<Long, Recorded> facts = restedOn(List.of(answer));
            return new Answered.OfInstant(
                    Verdict.of(answer.permitted()),
                    answer.reason(),
                    answer.rule(),
                    basis(answer.headline()),
                    question(answer),
                    collections(answer, facts));
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
                    question(answers.getFirst()),
                    answer.stretches().stream()
                            .map(stretch -> stretch(stretch, facts))
                            .toList());
        }

        private Answered.Stretch stretch(DayAnswer.Stretch stretch, Map<Long, Recorded> facts) {
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

        private Asked question(Answer answer) {
            Question question = answer.question();
            LocalDate on = asked.on();
            return new Asked(
                    question.contactPoint().equals(NOBODY)
                            ? null
                            : question.contactPoint().value(),
                    question.purpose().path(),
                    on == null ? coordinates.at() : null,
                    on,
                    on == null ? null : zone().getId(),
                    coordinates.known(),
                    coordinates.ledgerSize(),
                    policy(answer));
        }

        private PolicyUsed policy(Answer answer) {
            return new PolicyUsed(
                    answer.policyVersion(),
                    answer.policyPlace(),
                    answer.hypothetical(),
                    policy instanceof PolicyChoice.Draft draft ? draft.hash() : null);
        }
    }

    private static @Nullable String basis(@Nullable Outcome outcome) {
        Basis basis = outcome == null ? null : outcome.basis();
        return basis == null ? null : basis.word();
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
