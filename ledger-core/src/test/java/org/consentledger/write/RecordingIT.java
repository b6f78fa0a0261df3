package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Refusal;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordingIT {
    private static final Purpose TWO_FACTOR = new Purpose("security.two-factor");
    private final TestLedger test = new TestLedger();
    private final LedgerCommands commands = test.ledger().commands();

    @BeforeAll
    void define() {
        assertThat(commands.record(
                        submission(new LedgerCommand.DefinePurpose(TWO_FACTOR, "Signing in safely", Map.of()))))
                .isInstanceOf(Recording.Recorded.class);
    }

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void every_command_becomes_its_fact() {
        var collection = new CollectionId(UUID.randomUUID());
        var person = new PersonReference.OfPlatform("user-1");
        var phone = new Target.OfValue(person, GivenValue.plain(Channel.PHONE, "+14155550123", null));
        List<LedgerCommand> all = List.of(
                new LedgerCommand.CollectContactPoint(phone, collection, "two-factor", SuppliedBy.PERSON, null, "US"),
                new LedgerCommand.AssignPurpose(collection, TWO_FACTOR, Basis.CONTRACT),
                new LedgerCommand.ChangeConsent(
                        person, null, new Purpose("security"), ConsentStatus.GIVEN, null, "web-form", null),
                new LedgerCommand.RecordUse(
                        phone,
                        TWO_FACTOR,
                        "tailored-audiences",
                        "acme",
                        null,
                        null,
                        null,
                        List.of(),
                        UseReport.REPORTED),
                new LedgerCommand.ErasePerson(person, true));
        var places = new ArrayList<Long>();
        for (LedgerCommand command : all) {
            Recording recording = commands.record(submission(command));
            assertThat(recording).isInstanceOf(Recording.Recorded.class);
            places.add(((Recording.Recorded) recording).place());
        }
        assertThat(test.ledger().reader().at(places).stream()
                        .map(Recorded::fact)
                        .map(fact -> (Object) fact.getClass())
                        .toList())
                .isEqualTo(List.of(
                        Fact.ContactPointCollected.class,
                        Fact.PurposeAssigned.class,
                        Fact.ConsentChanged.class,
                        Fact.ContactPointUsed.class,
                        Fact.PersonErased.class));
        assertThat(commands.record(submission(all.getFirst()))).isEqualTo(new Recording.Refused(Refusal.PERSON_ERASED));
    }

    private static Submission submission(LedgerCommand command) {
        return new Submission(new FactId("test", UUID.randomUUID()), null, null, command);
    }
}
