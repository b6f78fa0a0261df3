package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.person;
import static org.consentledger.write.Reports.phone;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.matchers.Matchers;
import org.consentledger.law.Basis;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.store.FactCodec;
import org.consentledger.store.FactRefused;
import org.consentledger.store.FactStream;
import org.consentledger.write.LedgerCommand.Target;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That each command reaches the law and its fact the right stream; what the law says of it is tested where it stands. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubjectAggregateIT {
    private static final Target.OfValue NUMBER = phone("alice", "+14155550123");
    private static final NoticeRef NOTICE = new NoticeRef("terms", "1", "en");

    private final TestLedger test = new TestLedger();
    private AggregateTestFixture<SubjectAggregate> fixture = new AggregateTestFixture<>(SubjectAggregate.class);

    @AfterAll
    void close() {
        test.close();
    }

    @BeforeEach
    void handler() {
        fixture = new AggregateTestFixture<>(SubjectAggregate.class);
        var identification = new Identification(
                test.ledger().persons(),
                test.ledger().values(),
                test.installation(),
                new FactCodec(),
                test.ledger().texts(),
                test.ledger().reader());
        var subjects = EventSourcingRepository.builder(SubjectAggregate.class)
                .eventStore(fixture.getEventStore())
                .build();
        fixture.registerRepository(subjects);
        fixture.registerAnnotatedCommandHandler(
                new LedgerCommandHandler(identification, subjects, fixture.getEventBus()));
    }

    record Case(LedgerCommand command, Class<? extends Fact> fact, String stream) {}

    static Stream<Case> commands() {
        var alice = person("alice");
        return Stream.of(
                new Case(Reports.define(Reports.ADS), Fact.PurposeDefined.class, "Purpose"),
                new Case(
                        new LedgerCommand.PublishNotice(NOTICE, "Text.", Set.of()),
                        Fact.NoticePublished.class,
                        "Notice"),
                new Case(new LedgerCommand.ServeNotice(alice, NOTICE, "sign-up"), Fact.NoticeServed.class, "Person"),
                new Case(Reports.collect(NUMBER, collection()), Fact.ContactPointCollected.class, "ContactPoint"),
                new Case(
                        new LedgerCommand.AssignPurpose(collection(), Reports.ADS, Basis.CONSENT),
                        Fact.PurposeAssigned.class,
                        "Collection"),
                new Case(
                        new LedgerCommand.RevokePurpose(collection(), Reports.ADS),
                        Fact.PurposeRevoked.class,
                        "Collection"),
                new Case(
                        new LedgerCommand.ChangeConsent(
                                alice, NUMBER, Reports.ADS, ConsentStatus.OBJECTED, null, "settings", NOTICE),
                        Fact.ConsentChanged.class,
                        "Person"),
                new Case(
                        new LedgerCommand.RemoveContactPoint(NUMBER, null, "deleted"),
                        Fact.ContactPointRemoved.class,
                        "ContactPoint"),
                new Case(new LedgerCommand.ErasePerson(alice, true), Fact.PersonErased.class, "Person"),
                new Case(
                        new LedgerCommand.AdoptPolicy(new Policy("1", Policy.Combine.ANY, List.of())),
                        Fact.PolicyAdopted.class,
                        "Policy"),
                new Case(new LedgerCommand.PlantSentinel(NUMBER), Fact.SentinelPlanted.class, "ContactPoint"),
                new Case(Reports.use(NUMBER), Fact.ContactPointUsed.class, ""),
                new Case(Reports.retract(Reports.id()), Fact.FactRetracted.class, ""));
    }

    @Test
    void every_command_and_every_fact_is_among_the_cases() {
        assertThat(commands().<Class<?>>map(one -> one.command().getClass()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(LedgerCommand.class.getPermittedSubclasses()).toList());
        assertThat(commands().<Class<?>>map(Case::fact)).containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void a_command_becomes_its_fact_in_the_stream_of_its_subject_under_the_reporters_id(Case one) {
        Submission submission = Reports.of(one.command());
        fixture.givenNoPriorActivity()
                .when(one.command(), SubmissionMetaData.of(submission))
                .expectSuccessfulHandlerExecution()
                .expectEventsMatching(Matchers.exactSequenceOf(new Recorded(one, submission)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void what_a_subject_said_before_decides_nothing(Case one) {
        if (one.stream().isEmpty() || one.fact() == Fact.PersonErased.class) {
            return;
        }
        Fact fact = identified(one.command());
        fixture.given(fact, fact)
                .when(one.command(), SubmissionMetaData.of(Reports.of(one.command())))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void an_erased_persons_stream_refuses_words_at_once() {
        PersonId alice = ((Fact.NoticeServed)
                        identified(new LedgerCommand.ServeNotice(person("alice"), NOTICE, "sign-up")))
                .person();
        var erased = new Fact.PersonErased(alice, false, Set.of(), Map.of());
        var consent = Reports.consent("alice");
        fixture.given(erased)
                .when(consent, SubmissionMetaData.of(Reports.of(consent)))
                .expectException(FactRefused.class)
                .expectNoEvents();
        var erase = Reports.erase("alice", false);
        fixture.given(erased)
                .when(erase, SubmissionMetaData.of(Reports.of(erase)))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void a_command_without_the_identity_of_its_fact_is_an_error() {
        fixture.givenNoPriorActivity()
                .when(Reports.consent("alice"))
                .expectException(IllegalArgumentException.class)
                .expectNoEvents();
    }

    private Fact identified(LedgerCommand command) {
        var identification = new Identification(
                test.ledger().persons(),
                test.ledger().values(),
                test.installation(),
                new FactCodec(),
                test.ledger().texts(),
                test.ledger().reader());
        return ((Identified.Ready)
                        identification.identify(List.of(Reports.of(command))).getFirst())
                .proposal()
                .fact();
    }

    /** One event with the case's fact, in its stream, with the submission's id. */
    private static final class Recorded extends TypeSafeMatcher<EventMessage<?>> {
        private final Case one;
        private final Submission submission;

        Recorded(Case one, Submission submission) {
            this.one = one;
            this.submission = submission;
        }

        @Override
        protected boolean matchesSafely(EventMessage<?> event) {
            return event.getPayloadType() == one.fact()
                    && Objects.equals(
                            event.getMetaData().get("id"), submission.id().id().toString())
                    && Objects.equals(
                            event.getMetaData().get("source"), submission.id().source())
                    && inStream(event);
        }

        private boolean inStream(EventMessage<?> event) {
            FactStream stream = FactStream.of((Fact) event.getPayload());
            return stream == null
                    ? one.stream().isEmpty() && !(event instanceof DomainEventMessage<?>)
                    : event instanceof DomainEventMessage<?> domain
                            && stream.type().equals(one.stream())
                            && domain.getAggregateIdentifier()
                                    .equals(stream.id().toString());
        }

        @Override
        public void describeTo(Description description) {
            description.appendText(one.toString());
        }
    }
}
