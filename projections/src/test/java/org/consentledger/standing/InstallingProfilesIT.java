package org.consentledger.standing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.consentledger.feed.TestNode;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.Installation;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Answer;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Illegal;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Reason;
import org.consentledger.law.Recorded;
import org.consentledger.law.UseClass;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.consentledger.write.TestLedger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ledger that was written with few profiles installed, and is then started with more. */
class InstallingProfilesIT {
    /** At gmail.com, under google-3, this address and the next are one. */
    private static final String DOTTED = "J.Doe@gmail.com";

    private static final String PLAIN = "jdoe@gmail.com";

    private final TestLedger test = new TestLedger();

    @AfterEach
    void close() {
        test.close();
    }

    @Test
    void a_profile_installed_later_finds_whose_plain_value_can_be_read_and_no_hash() throws Exception {
        Target.OfValue plain = email("user-1", DOTTED);
        Target.OfValue hash = hashed("user-2", "j.doe@gmail.com", "plain-1");
        ContactPointId[] first = new ContactPointId[1];
        with("plain-1", node -> {
            node.definePurposes();
            node.collect(plain);
            first[0] = node.point(plain);
            node.collect(hash);
            assertThat(node.find(hash)).hasSize(2);
            assertThatThrownBy(() -> node.find(hashed(null, PLAIN, "google-3")))
                    .isInstanceOf(Illegal.class)
                    .hasMessage("value.profile: must be one of: plain-1");
        });
        with("documented", node -> {
            assertThat(node.find(hashed(null, PLAIN, "google-3"))).containsExactly(first);
            assertThat(node.find(hashed(null, "j.doe@gmail.com", "plain-1"))).hasSize(2);
            assertThat(node.find(hashed(null, PLAIN, "plain-1")))
                    .as("the same hash under another rule is another value's")
                    .isEmpty();
        });
    }

    @Test
    void a_word_under_a_profile_installed_later_reaches_what_was_collected_before() throws Exception {
        ContactPointId[] point = new ContactPointId[1];
        Answer[] before = new Answer[1];
        with("plain-1", node -> {
            point[0] = consented(node, email("user-1", DOTTED));
            before[0] = node.answer(point[0]);
            assertThat(before[0].reason()).isEqualTo(Reason.CONSENT);
        });
        with("documented", node -> {
            node.record(word(hashed("user-1", PLAIN, "google-3"), ConsentStatus.WITHDRAWN));
            assertThat(node.answer(point[0]).reason()).isEqualTo(Reason.CONSENT_NEGATIVE);
            assertThat(node.reasonInSql(point[0])).isEqualTo("CONSENT_NEGATIVE");
            assertThat(node.standing().answer(before[0].question()))
                    .as("asked again as the ledger stood before")
                    .isEqualTo(before[0]);
        });
    }

    @Test
    void a_word_from_before_reaches_what_is_collected_under_a_profile_installed_later() throws Exception {
        with("plain-1", node -> {
            consented(node, email("user-1", DOTTED));
            node.record(word(email("user-1", DOTTED), ConsentStatus.WITHDRAWN));
        });
        with("documented", node -> {
            for (Target.OfValue later :
                    List.of(hashed("user-1", PLAIN, "google-3"), email("user-1", "j.d.oe@gmail.com"))) {
                CollectionId collection = node.collect(later);
                node.assign(collection, Basis.CONSENT);
                assertThat(node.answer(pointOf(node, collection)).reason()).isEqualTo(Reason.CONSENT_NEGATIVE);
            }
        });
    }

    @Test
    void a_word_under_a_profile_installed_later_reaches_nothing_else() throws Exception {
        ContactPointId[] other = new ContactPointId[1];
        with("plain-1", node -> {
            consented(node, email("user-1", DOTTED));
            other[0] = node.point(email("user-1", DOTTED));
            CollectionId collection = node.collect(email("user-1", "somebody@example.com"));
            node.assign(collection, Basis.LEGITIMATE_INTERESTS);
            other[0] = pointOf(node, collection);
        });
        with("documented", node -> {
            node.record(word(hashed("user-1", PLAIN, "google-3"), ConsentStatus.OBJECTED));
            assertThat(node.answer(other[0]).reason()).isEqualTo(Reason.BASIS);
        });
    }

    @Test
    void a_use_under_a_profile_installed_later_is_judged_by_what_was_collected_before() throws Exception {
        with("plain-1", node -> {
            consented(node, email("user-1", DOTTED));
            node.say("user-1", ConsentStatus.WITHDRAWN);
        });
        with("documented", node -> {
            long place = node.record(new LedgerCommand.RecordUse(
                    hashed("user-1", PLAIN, "google-3"),
                    TestNode.AUDIENCE_MATCH,
                    "tailored-audiences",
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    Fact.UseReport.REPORTED));
            List<Recorded> use = test.ledger().reader().at(List.of(place));
            var person = Objects.requireNonNull(
                    ((Fact.ContactPointUsed) use.getFirst().fact()).person());
            Evidence evidence = node.standing().evidence(List.of(), List.of(person));
            assertThat(node.standing().judge(use, evidence, null, Coordinates.ALL, PolicyChoice.IN_FORCE))
                    .extracting(JudgedUse::useClass)
                    .containsExactly(UseClass.PREVENTABLE_BREACH);
        });
    }

    @Test
    void what_was_reported_before_is_the_same_when_reported_again() throws Exception {
        var id = new FactId("test", UUID.randomUUID());
        var collect = new LedgerCommand.CollectContactPoint(
                email("user-1", DOTTED), new CollectionId(UUID.randomUUID()), "sign-up", SuppliedBy.PERSON, null, "US");
        long[] place = new long[1];
        with("plain-1", node -> place[0] = node.record(id, collect, null));
        try (Ledger ledger = ledger("documented")) {
            assertThat(ledger.commands().record(new Submission(id, null, null, collect)))
                    .isEqualTo(new Recording.Recorded(place[0], true));
        }
    }

    @Test
    void installing_a_profile_changes_no_answer_that_was_given_before() throws Exception {
        ContactPointId[] point = new ContactPointId[1];
        Answer[] before = new Answer[1];
        with("plain-1", node -> {
            point[0] = consented(node, email("user-1", DOTTED));
            // Under google-3, by which nobody goes yet, the suppressed value is user-1's as well.
            node.collect(email("user-3", PLAIN));
            node.erase(email("user-3", PLAIN), true);
            before[0] = node.answer(point[0]);
            assertThat(before[0].reason()).isEqualTo(Reason.CONSENT);
        });
        with("documented", node -> {
            assertThat(node.standing().answer(before[0].question())).isEqualTo(before[0]);
            node.feed().rebuild(StandingView.NAME);
            assertThat(node.reasonInSql(point[0])).isEqualTo("CONSENT");
        });
    }

    @Test
    void a_value_taken_over_is_suppressed_alike_before_and_after_its_person_is_erased() throws Exception {
        with("plain-1", node -> consented(node, email("user-1", DOTTED)));
        with("documented", node -> {
            ContactPointId later = pointOf(node, node.collect(hashed("user-1", PLAIN, "google-3")));
            node.collect(email("user-2", DOTTED));
            node.erase(email("user-2", DOTTED), true);
            Answer before = node.answer(later);
            assertThat(before.reason()).isEqualTo(Reason.SUPPRESSED);
            assertThat(node.reasonInSql(later)).isEqualTo("SUPPRESSED");
            node.erase(email("user-1", DOTTED), false);
            assertThat(node.standing().answer(before.question())).isEqualTo(before);
        });
    }

    @Test
    void an_erasure_suppresses_a_value_under_profiles_installed_since_it_was_collected() throws Exception {
        with("plain-1", node -> node.collect(email("user-1", DOTTED)));
        with("documented", node -> {
            node.erase(email("user-1", DOTTED), true);
            ContactPointId later = pointOf(node, node.collect(hashed("user-2", PLAIN, "google-3")));
            assertThat(node.answer(later).reason()).isEqualTo(Reason.SUPPRESSED);
            assertThat(node.reasonInSql(later)).isEqualTo("SUPPRESSED");
        });
    }

    @Test
    void a_partner_s_keyed_file_is_matched_once_its_key_is_there() throws Exception {
        with("plain-1", node -> node.collect(email("user-1", DOTTED)));
        partner("form = x-1\nkey = 000102030405060708090a0b0c0d0e0f\n");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f"), "HmacSHA256"));
        GivenValue row = GivenValue.hash(
                Channel.EMAIL, Sha256.of(mac.doFinal("j.doe@gmail.com".getBytes(UTF_8))), "partner-acme-1");
        with(
                "partner-acme-1",
                node -> assertThat(node.find(new Target.OfValue(null, row)))
                        .containsExactly(node.point(email("user-1", DOTTED))));
    }

    @Test
    void two_plain_values_of_which_a_profile_makes_the_same_are_two_and_found_together_by_that_profile_alone()
            throws Exception {
        with("documented", node -> {
            node.collect(email("user-1", "j.doe@example.com"));
            node.collect(email("user-2", "jdoe@example.com"));
            ContactPointId first = node.point(email(null, "j.doe@example.com"));
            ContactPointId second = node.point(email(null, "jdoe@example.com"));
            assertThat(first).isNotEqualTo(second);
            assertThat(node.find(hashed(null, "jdoe@example.com", "reddit-1")))
                    .containsExactlyInAnyOrder(first, second);
            assertThat(node.find(hashed(null, "jdoe@example.com", "meta-1"))).containsExactly(second);
            assertThat(node.find(hashed(null, "j.doe@example.com", "reddit-1"))).isEmpty();
        });
    }

    /** What is done with a node while it runs. */
    private interface Work {
        void on(TestNode node) throws Exception;
    }

    private void with(String profiles, Work work) throws Exception {
        try (Ledger ledger = ledger(profiles);
                TestNode node = new TestNode(test, ledger)) {
            node.caughtUp();
            work.on(node);
        }
    }

    private Ledger ledger(String profiles) {
        Installation installation = Installation.open(test.secrets(), null);
        return new Ledger(
                test.database().ledger(),
                installation,
                installation.profiles(List.of(profiles)),
                UsualSettings.of(Clock.systemUTC()));
    }

    private void partner(String content) throws IOException {
        Path partners = Files.createDirectory(
                test.secrets().resolve("partners"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path file = Files.createFile(
                partners.resolve("partner-acme-1.properties"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    /** Collects the value with consent; its contact point. */
    private static ContactPointId consented(TestNode node, Target.OfValue value) {
        node.definePurposes();
        CollectionId collection = node.collect(value);
        node.assign(collection, Basis.CONSENT);
        node.record(word(value, ConsentStatus.GIVEN));
        return pointOf(node, collection);
    }

    private static LedgerCommand word(Target.OfValue about, ConsentStatus status) {
        return new LedgerCommand.ChangeConsent(
                Objects.requireNonNull(about.person()), about, TestNode.AUDIENCE_MATCH, status, null, "web-form", null);
    }

    private static ContactPointId pointOf(TestNode node, CollectionId collection) {
        LedgerReader reader = node.test().ledger().reader();
        var points = new ArrayList<ContactPointId>();
        reader.readCollections(0, reader.head().size(), row -> {
            var collected = (Fact.ContactPointCollected) reader.decode(row).fact();
            if (collected.collection().equals(collection)) {
                points.add(collected.contactPoint());
            }
        });
        assertThat(points).hasSize(1);
        return points.getFirst();
    }

    private static Target.OfValue email(@Nullable String user, String address) {
        return new Target.OfValue(person(user), GivenValue.plain(Channel.EMAIL, address, null));
    }

    private static Target.OfValue hashed(@Nullable String user, String normalForm, String profile) {
        return new Target.OfValue(person(user), GivenValue.hash(Channel.EMAIL, Sha256.ofText(normalForm), profile));
    }

    private static @Nullable PersonReference person(@Nullable String user) {
        return user == null ? null : new PersonReference.OfPlatform(user);
    }
}
