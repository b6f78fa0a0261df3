package org.consentledger.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.consentledger.feed.Feed;
import org.consentledger.history.Happening;
import org.consentledger.history.History;
import org.consentledger.history.HistoryPage;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Illegal;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PersonId;
import org.consentledger.law.Reason;
import org.consentledger.law.UseClass;
import org.consentledger.standing.Standing;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** What happened to a contact point or a person. */
@RestController
final class HistoriesController {
    static final Shape<HistoryBody> HISTORY = Shape.of(HistoryBody.class);

    private static final int LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final Feed feed;
    private final History history;
    private final Standing standing;
    private final Persons persons;
    private final Values values;
    private final Duration patience;

    HistoriesController(
            Feed feed,
            History history,
            Standing standing,
            Persons persons,
            Values values,
            AnsweringProperties properties) {
        this.feed = feed;
        this.history = history;
        this.standing = standing;
        this.persons = persons;
        this.values = values;
        this.patience = properties.patience();
    }

    /**
     * Whose history is asked for, where it has to be found first.
     *
     * @param person the platform's id; it or {@code value}
     * @param value a value; each contact point that holds it has a history of its own
     * @param after only what lies behind this place
     * @param limit most facts in each history
     */
    record HistoryBody(
            PersonReference.@Nullable OfPlatform person,
            @Nullable Value value,
            @Nullable Long after,
            @Nullable Long limit) {
        HistoryBody {
            if ((person == null) == (value == null)) {
                throw new Illegal("person", "must be given, or 'value', and not both");
            }
        }
    }

    /** Histories, ordered by whose they are; empty where nobody is found. */
    record Histories(List<Page> histories) {}

    /**
     * A page of a history.
     *
     * @param person whose it is, or
     * @param contactPoint which it is of
     * @param complete the place up to which it is complete
     * @param next what to give as {@code after} for the next page; absent on the last
     */
    record Page(
            @Nullable String person,
            @Nullable UUID contactPoint,
            long complete,
            @Nullable Long next,
            List<Event> facts) {}

    /**
     * A fact of a history.
     *
     * @param asserted whether the reporter asserted {@code knownAt}
     * @param retractedBy places of the retractions that name it
     * @param noticeText the hash of the text that was shown, which /v1/notices/texts/{hash} tells
     * @param use what became of it, for a use
     */
    record Event(
            long place,
            Instant recordedAt,
            UUID id,
            String source,
            String type,
            Instant occurredAt,
            Instant knownAt,
            boolean asserted,
            ObjectNode data,
            List<Long> retractedBy,
            @Nullable String noticeText,
            @Nullable Use use) {}

    /**
     * What became of a use, as known today.
     *
     * @param restsOnAssertion whether the class would differ had nobody asserted when something was known
     * @param restsOnLaterEvidence whether a permission rests on a fact recorded after the use
     * @param restsOnRetraction whether the class would differ had nothing been retracted
     */
    record Use(
            @JsonProperty("class") UseClass useClass,
            Reason then,
            Reason now,
            boolean restsOnAssertion,
            boolean restsOnLaterEvidence,
            boolean restsOnRetraction) {}

    @Operation(summary = "What happened to a contact point")
    @GetMapping(path = "/v1/contact-points/{contactPoint}/history", produces = "application/json")
    Page ofContactPoint(
            @PathVariable("contactPoint") String contactPoint,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "" + LIMIT) long limit) {
        ContactPointId id = ContactPointId.parse(contactPoint);
        int most = checked(limit);
        feed.awaitHead(patience);
        return page(id, after, most);
    }

    @Operation(summary = "What happened to a person")
    @GetMapping(path = "/v1/persons/{person}/history", produces = "application/json")
    Page ofPerson(
            @PathVariable("person") String person,
            @RequestParam(name = "after", defaultValue = "0") long after,
            @RequestParam(name = "limit", defaultValue = "" + LIMIT) long limit) {
        PersonId id = PersonId.parse(person);
        int most = checked(limit);
        feed.awaitHead(patience);
        return page(id, after, most);
    }

    @Operation(summary = "What happened to a person by the platform's id, or to every contact point that holds a value")
    @PostMapping(path = "/v1/histories", consumes = "application/json", produces = "application/json")
    Histories find(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        HistoryBody body = HISTORY.read(request);
        long after = body.after() == null ? 0 : body.after();
        int limit = checked(body.limit() == null ? LIMIT : body.limit());
        PersonReference reference = body.person();
        if (reference != null) {
            Person person = persons.find(Set.of(reference)).get(reference);
            feed.awaitHead(patience);
            return new Histories(person == null ? List.of() : List.of(page(person.id(), after, limit)));
        }
        var value = values.read(Objects.requireNonNull(body.value()).given());
        long size = feed.awaitHead(patience);
        return new Histories(standing.find(value, null, size).stream()
                .map(contactPoint -> page(contactPoint, after, limit))
                .toList());
    }

    private static int checked(long limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new Illegal("limit", "must be 1 to " + MAX_LIMIT);
        }
        return Math.toIntExact(limit);
    }

    private Page page(ContactPointId contactPoint, long after, int limit) {
        HistoryPage page = history.of(contactPoint, after, limit);
        return new Page(null, contactPoint.value(), page.place(), page.next(), events(page));
    }

    private Page page(PersonId person, long after, int limit) {
        HistoryPage page = history.of(person, after, limit);
        return new Page(person.toString(), null, page.place(), page.next(), events(page));
    }

    private static List<Event> events(HistoryPage page) {
        return page.happenings().stream().map(HistoriesController::event).toList();
    }

    private static Event event(Happening happening) {
        RecordedFacts.Shown fact = RecordedFacts.shown(happening.recorded());
        return new Event(
                fact.place(),
                fact.recordedAt(),
                fact.id(),
                fact.source(),
                fact.type(),
                fact.occurredAt(),
                fact.knownAt(),
                fact.asserted(),
                fact.data(),
                happening.retractedBy(),
                happening.noticeText(),
                use(happening.judged()));
    }

    private static @Nullable Use use(@Nullable JudgedUse judged) {
        return judged == null
                ? null
                : new Use(
                        judged.useClass(),
                        judged.then(),
                        judged.now(),
                        judged.assertedKnowledge(),
                        judged.laterEvidence(),
                        judged.retraction());
    }
}
