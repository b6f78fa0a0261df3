package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.person;
import static org.consentledger.write.Reports.phone;

import java.util.List;
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
import org.consentledger.law.Policy;
import org.consentledger.store.Appender;
import org.consentledger.store.FactCodec;
import org.consentledger.store.FactStream;
import org.consentledger.store.LedgerEventStorageEngine;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerStreams;
import org.consentledger.write.LedgerCommand.Target;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

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
        var subjects = EventSourcingRepository.builder(SubjectAggregate.class)
                .eventStore(fixture.getEventStore())
                .build();
        fixture.registerRepository(subjects);
        fixture.registerAnnotatedCommandHandler(
                new LedgerCommandHandler(identification(), subjects, fixture.getEventBus()));
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
                new Case(new LedgerCommand.LiftSuppression(alice, null), Fact.SuppressionLifted.class, "Person"),
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

    @Test
    void facts_of_one_subject_follow_each_other_however_they_come_and_none_is_read_for_the_next() {
        var collection = collection();
        LedgerCommands commands = withoutReading();
        commands.record(Reports.of(Reports.define(Reports.ADS)));
        Reports.place(commands.record(Reports.of(Reports.assign(collection))));
        commands.recordAll(List.of(Reports.of(Reports.assign(collection)), Reports.of(Reports.assign(collection))))
                .forEach(Reports::place);
        Reports.place(commands.record(Reports.of(Reports.assign(collection))));
        FactStream stream = FactStream.of(new Fact.PurposeAssigned(collection, Reports.ADS, Basis.CONSENT));
        List<LedgerStreams.Positioned> facts = test.ledger().reader().streams().stream(
                Objects.requireNonNull(stream).id(), 0);
        assertThat(facts).extracting(LedgerStreams.Positioned::sequence).containsExactly(0L, 1L, 2L, 3L);
        assertThat(facts).extracting(one -> one.recorded().place()).isSorted();
    }

    /** Commands that can add to the ledger and cannot read what it holds. */
    private LedgerCommands withoutReading() {
        var nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        Appender appender = test.ledger().appender();
        var engine = new LedgerEventStorageEngine(appender, new LedgerReader(nowhere, new FactCodec()));
        return new LedgerCommands(
                Ledger.commandBus(identification(), Ledger.eventStore(engine)), identification(), appender);
    }

    @Test
    void a_command_without_the_identity_of_its_fact_is_an_error() {
        fixture.givenNoPriorActivity()
                .when(Reports.consent("alice"))
                .expectException(IllegalArgumentException.class)
                .expectNoEvents();
    }

    private Identification identification() {
        return new Identification(
                test.ledger().persons(),
                test.ledger().values(),
                test.installation(),
                new FactCodec(),
                test.ledger().reader(),
                0);
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
