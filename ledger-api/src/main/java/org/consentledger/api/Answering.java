package org.consentledger.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.consentledger.feed.Feed;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.standing.Standing;
import org.consentledger.store.LedgerReader;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Answers questions once this node holds all that their answers can rest on. */
@Component
@EnableConfigurationProperties(AnsweringProperties.class)
final class Answering {
    private final Feed feed;
    private final Standing standing;
    private final DefinedPurposes purposes;
    private final Persons persons;
    private final Values values;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;

    Answering(
            Feed feed,
            Standing standing,
            DefinedPurposes purposes,
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
        PolicyChoice policy = asked.policy() == null ? PolicyChoice.IN_FORCE : asked.policy();
        requireDefined(asked, policy, size);
        Instant at = asked.at() == null ? Moments.notBefore(reader.head().recordedAt(), clock.instant()) : asked.at();
        var coordinates = new Coordinates(at, asked.known(), size);
        Asker asker = new Asker(standing, reader, asked, coordinates, policy);
        ContactPointId contactPoint = asked.contactPoint();
        return contactPoint == null ? new Answered.Several(byValue(asked, asker, size)) : asker.ask(contactPoint);
    }

    /** That nothing is asked about, or drafted for, which would match nothing. */
    private void requireDefined(QuestionBody asked, PolicyChoice policy, long size) {
        if (!purposes.contain(asked.purpose(), size)) {
            throw ProblemFound.purposeUnknown();
        }
        purposes.requireOf(policy, size);
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
                ? List.of(asker.ask(Asker.NOBODY))
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
}
