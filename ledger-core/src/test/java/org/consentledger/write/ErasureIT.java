package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.erase;
import static org.consentledger.write.Reports.phone;
import static org.consentledger.write.Reports.place;
import static org.consentledger.write.Reports.refused;
import static org.consentledger.write.Reports.use;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Refusal;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.UsualSettings;
import org.consentledger.store.WholeLedger;
import org.consentledger.write.LedgerCommand.Target;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {
    private final TestLedger test = new TestLedger();
    private final Ledger ledger = test.ledger();
    /** Another node on the same database, with a memory of its own. */
    private final Ledger other =
            new Ledger(test.database().ledger(), test.installation(), UsualSettings.of(Clock.systemUTC()));

    @BeforeAll
    void define() {
        record(Reports.define(Reports.ADS));
    }

    @AfterAll
    void close() {
        other.close();
        test.close();
    }

    @Test
    void the_key_is_destroyed_with_the_erasure_at_its_place() throws SQLException {
        Fact.ContactPointCollected collected = fact(record(collect(phone("key", "+14155550001"), collection())));
        Recording erased = record(erase("key", false));
        try (Connection connection = test.database().connectAsOwner();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select wrapped_key, reference, erased_place" + " from identity.person where surrogate = '"
                                + collected.person().value() + "'")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getBytes(1)).isNull();
            assertThat(row.getBytes(2)).isNull();
            assertThat(row.getLong(3)).isEqualTo(place(erased));
        }
    }

    @Test
    void suppression_names_each_value_that_the_person_had_and_nothing_without_it() {
        record(collect(phone("suppressed", "+14155550002"), collection()));
        record(collect(phone("suppressed", "+14155550003"), collection()));
        record(collect(phone("bare", "+14155550004"), collection()));
        Fact.PersonErased suppressed = fact(record(erase("suppressed", true)));
        Fact.PersonErased bare = fact(record(erase("bare", false)));
        assertThat(suppressed.suppressed()).isEqualTo(keys("+14155550002", "+14155550003"));
        assertThat(suppressed.kept()).isEmpty();
        assertThat(bare.suppressed()).isEmpty();
        assertThat(ledger.reader().suppressed(keys("+14155550002", "+14155550004")))
                .isEqualTo(keys("+14155550002"));
    }

    @Test
    void an_erasure_keeps_what_others_had_suppressed_of_its_persons_values() {
        Fact.ContactPointCollected held = fact(record(collect(phone("keeper", "+14155550005"), collection())));
        record(collect(phone("keeper", "+14155550006"), collection()));
        record(collect(phone("first", "+14155550005"), collection()));
        record(erase("first", true));
        Fact.PersonErased kept = fact(record(erase("keeper", false)));
        assertThat(kept.kept()).containsOnlyKeys(held.value().tags());
        assertThat(kept.kept(held.value().tags())).isEqualTo(keys("+14155550005"));
    }

    @Test
    void of_several_that_suppress_one_value_at_once_all_but_the_first_keep_it() {
        int persons = 8;
        for (int i = 0; i < persons; i++) {
            record(collect(phone("shared-" + i, "+14155550007"), collection()));
        }
        List<Recording> recordings = atOnce(
                persons, i -> (i % 2 == 0 ? ledger : other).commands().record(Reports.of(erase("shared-" + i, true))));
        assertThat(recordings.stream()
                        .map(recording -> this.<Fact.PersonErased>fact(recording))
                        .filter(erased -> erased.kept().isEmpty()))
                .hasSize(1);
    }

    @Test
    void a_value_that_was_never_the_persons_is_not_suppressed_with_theirs() {
        place(record(collect(phone("mistaken", "+14155550030"), collection())));
        var mistake = Reports.of(collect(phone("mistaken", "+14155550031"), collection()));
        var twice = Reports.of(collect(phone("mistaken", "+14155550032"), collection()));
        for (Submission wrong : List.of(mistake, twice)) {
            place(ledger.commands().record(wrong));
            place(record(Reports.retract(wrong.id())));
        }
        place(record(collect(phone("mistaken", "+14155550032"), collection())));
        Fact.PersonErased erased = fact(record(erase("mistaken", true)));
        assertThat(erased.suppressed()).isEqualTo(keys("+14155550030", "+14155550032"));
    }

    @Test
    void an_erasure_keeps_what_others_had_suppressed_of_a_value_retracted_since() {
        var mistake = Reports.of(collect(phone("corrected", "+14155550033"), collection()));
        Fact.ContactPointCollected held = fact(ledger.commands().record(mistake));
        record(collect(phone("owner", "+14155550033"), collection()));
        record(erase("owner", true));
        place(record(Reports.retract(mistake.id())));
        Fact.PersonErased erased = fact(record(erase("corrected", true)));
        assertThat(erased.suppressed()).isEmpty();
        assertThat(erased.kept(held.value().tags())).isEqualTo(keys("+14155550033"));
    }

    @Test
    void an_erasure_races_with_retractions_and_suppresses_none_that_came_before_it() {
        for (int round = 0; round < 6; round++) {
            String person = "corrected-" + round;
            int base = 800 + 10 * round;
            List<Submission> collected = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                var submission = Reports.of(collect(phone(person, number(base + i)), collection()));
                place(ledger.commands().record(submission));
                collected.add(submission);
            }
            List<Recording> recordings = atOnce(
                    9,
                    i -> (i % 2 == 0 ? ledger : other)
                            .commands()
                            .record(Reports.of(
                                    i == 8
                                            ? erase(person, true)
                                            : Reports.retract(collected.get(i).id()))));
            Set<SuppressionKey> expected = new HashSet<>();
            for (int i = 0; i < 8; i++) {
                if (place(recordings.get(i)) > place(recordings.get(8))) {
                    expected.addAll(keys(number(base + i)));
                }
            }
            assertThat(this.<Fact.PersonErased>fact(recordings.get(8)).suppressed())
                    .isEqualTo(expected);
        }
    }

    @Test
    void an_erasure_races_with_collections_and_misses_none_that_came_before_it() {
        for (int round = 0; round < 6; round++) {
            String person = "racing-" + round;
            int base = 100 * round;
            List<Recording> recordings = atOnce(
                    9,
                    i -> (i % 2 == 0 ? ledger : other)
                            .commands()
                            .record(Reports.of(
                                    i == 4
                                            ? erase(person, true)
                                            : collect(phone(person, number(base + i)), collection()))));
            Fact.PersonErased erased = fact(recordings.get(4));
            Set<SuppressionKey> expected = new HashSet<>();
            for (int i = 0; i < recordings.size(); i++) {
                if (i != 4 && recordings.get(i) instanceof Recording.Recorded recorded) {
                    assertThat(recorded.place()).isLessThan(place(recordings.get(4)));
                    expected.addAll(keys(number(base + i)));
                } else if (i != 4) {
                    assertThat(recordings.get(i)).isEqualTo(refused(Refusal.PERSON_ERASED));
                }
            }
            assertThat(erased.suppressed()).isEqualTo(expected);
        }
        WholeLedger.consistent(test.database());
    }

    @Test
    void after_it_only_uses_retractions_and_liftings_are_recorded() {
        var collection = collection();
        var collected = Reports.of(collect(phone("gone", "+14155550008"), collection));
        Fact.ContactPointCollected before = fact(ledger.commands().record(collected));
        var byId = new Target.OfContactPoint(before.contactPoint());
        record(erase("gone", false));
        assertThat(List.of(
                        record(collect(phone("gone", "+14155550009"), collection())),
                        record(Reports.consent("gone")),
                        record(Reports.assign(collection)),
                        record(new LedgerCommand.RevokePurpose(collection, Reports.ADS)),
                        record(new LedgerCommand.RemoveContactPoint(byId, null, "deleted")),
                        record(erase("gone", true))))
                .containsOnly(refused(Refusal.PERSON_ERASED));
        assertThat(this.<Fact.ContactPointUsed>fact(record(use(byId))).contactPoint())
                .isEqualTo(before.contactPoint());
        place(record(Reports.retract(collected.id())));
        place(record(Reports.lift("gone")));
    }

    @Test
    void a_suppression_is_lifted_before_the_erasure_and_after_it_in_the_same_words() {
        record(collect(phone("lifter", "+14155550014"), collection()));
        var before = Reports.of(Reports.lift("lifter", "+14155550014"));
        Fact.SuppressionLifted early = fact(ledger.commands().record(before));
        Fact.PersonErased erased = fact(record(erase("lifter", true)));
        Fact.SuppressionLifted late = fact(record(Reports.lift("lifter", "+1 (415) 555-0014", "+14155550015")));
        Fact.SuppressionLifted everything = fact(record(Reports.lift("lifter")));
        assertThat(early).isEqualTo(new Fact.SuppressionLifted(erased.person(), false, erased.suppressed()));
        assertThat(late.lifted()).isEqualTo(keys("+14155550014", "+14155550015"));
        assertThat(everything).isEqualTo(new Fact.SuppressionLifted(erased.person(), true, Set.of()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_lifting_sent_again_after_the_erasure_is_the_one_that_was_recorded(boolean erasedBefore) {
        String person = "lifted-again-" + erasedBefore;
        if (erasedBefore) {
            record(erase(person, true));
        }
        var submission = Reports.of(Reports.lift(person, "+14155550016"));
        var recorded = new Recording.Recorded(place(ledger.commands().record(submission)), true);
        record(erase(person, true));
        assertThat(ledger.commands().record(submission)).isEqualTo(recorded);
        assertThat(other.commands().recordAll(List.of(submission, submission))).containsOnly(recorded);
        assertThat(other.commands().record(Reports.of(submission.id(), Reports.lift(person))))
                .isEqualTo(refused(Refusal.CONTENT_DIFFERS));
        place(record(Reports.retract(submission.id())));
    }

    @Test
    void a_lifting_names_real_values_or_none() {
        assertThat(record(Reports.lift("strict", "+14155550017", "no number")))
                .isInstanceOfSatisfying(
                        Recording.Rejected.class,
                        rejected -> assertThat(rejected.why().field()).isEqualTo("values[1]"));
        assertThat(record(new LedgerCommand.LiftSuppression(Reports.person("strict"), List.of())))
                .isInstanceOfSatisfying(
                        Recording.Rejected.class,
                        rejected -> assertThat(rejected.why().field()).isEqualTo("values"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_use_of_an_erased_persons_value_goes_under_the_person_alone_on_every_node(boolean bulk) {
        String person = "used-" + bulk;
        var number = phone(person, "+14155550010");
        // Both nodes have the person's key in memory.
        record(collect(number, collection()));
        place(other.commands().record(Reports.of(use(number))));
        Fact.PersonErased erased = fact(record(erase(person, true)));
        for (Ledger node : List.of(other, ledger)) {
            Submission submission = Reports.of(use(number));
            Recording recording = bulk
                    ? node.commands().recordAll(List.of(submission)).getFirst()
                    : node.commands().record(submission);
            Fact.ContactPointUsed used = fact(recording);
            assertThat(used.person()).isEqualTo(erased.person());
            assertThat(used.contactPoint()).isNull();
            assertThat(used.value()).isNull();
            assertThat(used.tags()).isEmpty();
            assertThat(node.commands().record(submission)).isEqualTo(new Recording.Recorded(place(recording), true));
        }
    }

    @Test
    void a_use_recorded_before_it_cannot_be_compared_after_it() {
        var before = Reports.of(use(phone("compared", "+14155550011")));
        place(ledger.commands().record(before));
        record(erase("compared", false));
        assertThat(ledger.commands().record(before)).isEqualTo(refused(Refusal.CONTENT_ERASED));
    }

    @Test
    void of_what_was_recorded_before_it_and_is_sent_again_only_what_needs_no_key_is_found() {
        var number = phone("resent", "+14155550018");
        List<Submission> keyed = submissions(number);
        keyed.forEach(submission -> place(ledger.commands().record(submission)));
        var served = Reports.of(serve("resent", "sign-up"));
        var found = new Recording.Recorded(place(ledger.commands().record(served)), true);
        record(erase("resent", false));
        for (Ledger node : List.of(ledger, other)) {
            for (Submission submission : keyed) {
                assertThat(node.commands().record(submission)).isEqualTo(refused(Refusal.CONTENT_ERASED));
            }
            assertThat(node.commands().recordAll(keyed)).containsOnly(refused(Refusal.CONTENT_ERASED));
            assertThat(node.commands().record(served)).isEqualTo(found);
            assertThat(node.commands().recordAll(List.of(served))).containsExactly(found);
            assertThat(node.commands().record(Reports.of(served.id(), serve("resent", "profile"))))
                    .isEqualTo(refused(Refusal.CONTENT_DIFFERS));
        }
    }

    @Test
    void a_node_that_has_not_heard_of_it_can_compare_once_more() {
        var number = phone("unheard", "+14155550021");
        var collected = Reports.of(collect(number, collection()));
        var found = new Recording.Recorded(place(ledger.commands().record(collected)), true);
        place(other.commands().record(Reports.of(use(number))));
        record(erase("unheard", false));
        assertThat(other.commands().record(collected)).isEqualTo(found);
        assertThat(other.commands().record(collected)).isEqualTo(refused(Refusal.CONTENT_ERASED));
    }

    @Test
    void what_no_fact_can_be_made_of_after_it_is_refused_in_the_order_of_all_refusals() {
        var number = phone("unsayable", "+14155550019");
        record(erase("unsayable", false));
        Instant soon = Clock.systemUTC().instant().plusSeconds(3_600).truncatedTo(ChronoUnit.MICROS);
        for (Submission submission : submissions(number)) {
            LedgerCommand command = submission.command();
            assertRefused(Reports.at(soon, soon, command), Refusal.OCCURRED_IN_FUTURE);
            assertRefused(Reports.at(null, soon, command), Refusal.KNOWN_IN_FUTURE);
            assertRefused(Reports.at(null, null, command), Refusal.PERSON_ERASED);
        }
        assertRefused(Reports.of(serve("unsayable", "sign-up")), Refusal.PERSON_ERASED);
    }

    private void assertRefused(Submission submission, Refusal refusal) {
        assertThat(ledger.commands().record(submission)).isEqualTo(refused(refusal));
        assertThat(ledger.commands().recordAll(List.of(submission))).containsExactly(refused(refusal));
    }

    @Test
    void an_id_used_in_the_same_group_is_used_for_whoever_comes_after() {
        var number = phone("grouped", "+14155550020");
        record(erase("grouped", false));
        var use = Reports.of(use(number));
        var collected = Reports.of(use.id(), collect(number, collection()));
        List<Recording> recordings = ledger.commands().recordAll(List.of(collected, use, collected));
        assertThat(recordings.getFirst()).isEqualTo(refused(Refusal.PERSON_ERASED));
        place(recordings.get(1));
        assertThat(recordings.getLast()).isEqualTo(refused(Refusal.CONTENT_ERASED));
    }

    /** One of each kind that only the key of the number's person makes a fact of, or tells from another. */
    private static List<Submission> submissions(Target.OfValue number) {
        PersonReference person = Objects.requireNonNull(number.person());
        return Stream.of(
                        collect(number, collection()),
                        word(person, null),
                        word(person, number),
                        new LedgerCommand.RemoveContactPoint(number, null, "deleted"),
                        new LedgerCommand.PlantSentinel(number))
                .map(Reports::of)
                .toList();
    }

    private static LedgerCommand word(PersonReference person, @Nullable Target scope) {
        return new LedgerCommand.ChangeConsent(
                person, scope, Reports.ADS, ConsentStatus.WITHDRAWN, null, "web-form", null);
    }

    private static LedgerCommand serve(String person, String surface) {
        return new LedgerCommand.ServeNotice(Reports.person(person), new NoticeRef("notice", "1", "en"), surface);
    }

    @Test
    void an_erasure_sent_again_is_the_one_that_was_recorded() {
        record(collect(phone("again", "+14155550012"), collection()));
        var submission = Reports.of(erase("again", true));
        long place = place(ledger.commands().record(submission));
        assertThat(ledger.commands().record(submission)).isEqualTo(new Recording.Recorded(place, true));
        assertThat(other.commands().recordAll(List.of(submission, submission)))
                .containsOnly(new Recording.Recorded(place, true));
        assertThat(ledger.commands().record(Reports.of(submission.id(), erase("again", false))))
                .isEqualTo(refused(Refusal.CONTENT_DIFFERS));
    }

    @Test
    void an_unknown_person_of_a_value_is_made_anew_after_it() {
        var number = phone(null, "+14155550013");
        Fact.ContactPointCollected first = fact(record(collect(number, collection())));
        assertThat(first.person().unknown()).isTrue();
        place(record(new LedgerCommand.ErasePerson(new PersonReference.OfSurrogate(first.person()), false)));
        Fact.ContactPointCollected second = fact(record(collect(number, collection())));
        assertThat(second.person()).isNotEqualTo(first.person());
        assertThat(second.contactPoint()).isNotEqualTo(first.contactPoint());
    }

    private Recording record(LedgerCommand command) {
        return ledger.commands().record(Reports.of(command));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private <F extends Fact> F fact(Recording recording) {
        return (F) ledger.reader().at(List.of(place(recording))).getFirst().fact();
    }

    private Set<SuppressionKey> keys(String... numbers) {
        Set<SuppressionKey> keys = new HashSet<>();
        for (String number : numbers) {
            keys.addAll(ledger.values()
                    .suppressionKeys(ledger.values().read(phone(null, number).value())));
        }
        return keys;
    }

    private static String number(int last) {
        return "+1415556" + Integer.toString(10_000 + last).substring(1);
    }

    private interface Nth {
        Recording of(int index);
    }

    private static List<Recording> atOnce(int count, Nth nth) {
        var start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = new ArrayList<CompletableFuture<Recording>>();
            for (int i = 0; i < count; i++) {
                int index = i;
                futures.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                start.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return Objects.requireNonNull(nth.of(index));
                        },
                        threads));
            }
            start.countDown();
            return futures.stream().map(CompletableFuture::join).toList();
        }
    }
}
