package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.assign;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.consent;
import static org.consentledger.write.Reports.erase;
import static org.consentledger.write.Reports.person;
import static org.consentledger.write.Reports.phone;
import static org.consentledger.write.Reports.refused;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.consentledger.law.SupplierKind;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Persons named for the first time: in the directory with the first fact about them, and not before. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewcomersIT {
    private final TestLedger test = new TestLedger();
    private final LedgerCommands commands = test.ledger().commands();
    private final Ledger other =
            new Ledger(test.database().ledger(), test.installation(), UsualSettings.of(Clock.systemUTC()));
    private final CollectionId taken = collection();
    private final Submission recorded = Reports.of(collect(phone("known", "+14155550100"), taken));

    /** A submission that names somebody new, and why it is not recorded; null where no fact can be made of it. */
    private record Refused(String why, Submission submission) {}

    @BeforeAll
    void record_something() {
        commands.record(Reports.of(Reports.define(Reports.ADS)));
        commands.record(recorded);
        commands.record(Reports.of(consent("erased")));
        commands.record(Reports.of(erase("erased", false)));
    }

    @AfterAll
    void close() {
        other.close();
        test.close();
    }

    private long persons() throws SQLException {
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from identity.person")) {
            row.next();
            return row.getLong(1);
        }
    }

    private List<Refused> refusals() {
        Instant later = Clock.systemUTC().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MICROS);
        var undefined = new LedgerCommand.ChangeConsent(
                person("new-3"), null, new Purpose("nobody.defined"), ConsentStatus.GIVEN, null, "web-form", null);
        var uploaded = new LedgerCommand.CollectContactPoint(
                phone("erased", "+14155550101"), collection(), "address-book", by(person("new-6")), null, "US");
        var byNobody = new LedgerCommand.CollectContactPoint(
                phone("new-7", "+14155550101"),
                collection(),
                "address-book",
                by(new PersonReference.OfSurrogate(new PersonId(UUID.randomUUID(), false))),
                null,
                "US");
        return List.of(
                new Refused("OCCURRED_IN_FUTURE", Reports.at(later, null, consent("new-1"))),
                new Refused("OCCURRED_IN_FUTURE", Reports.at(later, null, Reports.use(phone(null, "+14155550102")))),
                new Refused("KNOWN_IN_FUTURE", Reports.at(null, later, erase("new-2", true))),
                new Refused("PURPOSE_UNKNOWN", Reports.of(undefined)),
                new Refused("COLLECTION_TAKEN", Reports.of(collect(phone("new-4", "+14155550101"), taken))),
                new Refused("CONTENT_DIFFERS", Reports.of(recorded.id(), consent("new-5"))),
                new Refused("PERSON_ERASED", Reports.of(uploaded)),
                new Refused("Rejected", Reports.of(byNobody)));
    }

    private static SuppliedBy by(PersonReference user) {
        return new SuppliedBy(SupplierKind.USER, user, null);
    }

    private static String why(Recording recording) {
        return switch (recording) {
            case Recording.Refused refused -> refused.refusal().name();
            case Recording.Rejected _ -> "Rejected";
            case Recording.Recorded _ -> "recorded";
        };
    }

    @TestFactory
    Stream<DynamicTest> a_refused_fact_leaves_nothing_of_whom_it_named() {
        return refusals().stream()
                .map(refused -> DynamicTest.dynamicTest(refused.why(), () -> {
                    long before = persons();
                    assertThat(why(commands.record(refused.submission()))).isEqualTo(refused.why());
                    assertThat(commands.recordAll(List.of(refused.submission())))
                            .extracting(NewcomersIT::why)
                            .containsExactly(refused.why());
                    assertThat(persons()).isEqualTo(before);
                }));
    }

    @Test
    void of_a_group_only_those_come_whom_a_recorded_fact_names() throws SQLException {
        long before = persons();
        List<Submission> group = new ArrayList<>();
        group.add(Reports.of(collect(phone("only-refused", "+14155550110"), taken)));
        group.add(Reports.of(collect(phone("first-refused", "+14155550111"), taken)));
        group.add(Reports.of(consent("first-refused")));
        group.add(Reports.of(consent("first-refused")));
        assertThat(commands.recordAll(group))
                .extracting(NewcomersIT::why)
                .containsExactly("COLLECTION_TAKEN", "COLLECTION_TAKEN", "recorded", "recorded");
        assertThat(persons()).isEqualTo(before + 1);
        assertThat(commands.record(Reports.of(consent("only-refused")))).isInstanceOf(Recording.Recorded.class);
        assertThat(persons()).isEqualTo(before + 2);
    }

    @Test
    void who_was_drawn_and_came_by_another_node_is_that_one_person() throws SQLException {
        long before = persons();
        assertThat(commands.record(Reports.of(collect(phone("drawn", "+14155550120"), taken))))
                .isEqualTo(refused(Refusal.COLLECTION_TAKEN));
        var collection = collection();
        var collected = Reports.of(collect(phone("drawn", "+14155550120"), collection));
        long place = Reports.place(other.commands().record(collected));

        assertThat(commands.record(collected)).isEqualTo(new Recording.Recorded(place, true));
        long again = Reports.place(commands.record(Reports.of(collect(phone("drawn", "+14155550120"), collection()))));
        assertThat(contactPoint(again)).isEqualTo(contactPoint(place));
        assertThat(commands.record(Reports.of(assign(collection)))).isInstanceOf(Recording.Recorded.class);
        assertThat(persons()).isEqualTo(before + 1);
    }

    private Object contactPoint(long place) {
        return ((Fact.ContactPointCollected)
                        test.ledger().reader().at(List.of(place)).getFirst().fact())
                .contactPoint();
    }
}
