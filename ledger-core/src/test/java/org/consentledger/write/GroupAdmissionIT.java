package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.assign;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.define;
import static org.consentledger.write.Reports.phone;
import static org.consentledger.write.Reports.refused;
import static org.consentledger.write.Reports.retract;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.consentledger.law.Basis;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.consentledger.law.Rule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one fact of a group decides about another one of the same group, and the rules that need the ledger's moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GroupAdmissionIT {
    private static final Recording RECORDED = new Recording.Recorded(0, false);

    private final TestLedger test = new TestLedger();

    @BeforeAll
    void define_purposes() {
        together(Reports.of(define(Reports.ADS)));
    }

    @AfterAll
    void close() {
        test.close();
    }

    @Test
    void a_purpose_and_all_above_it_are_known_from_its_definition_on() {
        var assignment = new LedgerCommand.AssignPurpose(collection(), new Purpose("x.y"), Basis.CONSENT);
        var above = new LedgerCommand.AssignPurpose(collection(), new Purpose("x"), Basis.CONSENT);
        var below = new LedgerCommand.AssignPurpose(collection(), new Purpose("x.y.z"), Basis.CONSENT);
        assertThat(together(
                        Reports.of(assignment),
                        Reports.of(define(new Purpose("x.y"))),
                        Reports.of(assignment),
                        Reports.of(above),
                        Reports.of(below)))
                .containsExactly(
                        refused(Refusal.PURPOSE_UNKNOWN),
                        RECORDED,
                        RECORDED,
                        RECORDED,
                        refused(Refusal.PURPOSE_UNKNOWN));
    }

    @Test
    void a_collection_is_told_once_until_that_is_retracted() {
        var collection = collection();
        var first = Reports.of(collect(phone("told", "+14155550101"), collection));
        var again = Reports.of(collect(phone("told", "+14155550102"), collection));
        assertThat(together(
                        first,
                        Reports.of(collect(phone("told", "+14155550102"), collection)),
                        Reports.of(assign(collection)),
                        Reports.of(retract(first.id())),
                        again,
                        Reports.of(collect(phone("told", "+14155550101"), collection))))
                .containsExactly(
                        RECORDED,
                        refused(Refusal.COLLECTION_TAKEN),
                        RECORDED,
                        RECORDED,
                        RECORDED,
                        refused(Refusal.COLLECTION_TAKEN));
        // And so it stays for the groups after.
        assertThat(together(Reports.of(collect(phone("told", "+14155550103"), collection))))
                .containsExactly(refused(Refusal.COLLECTION_TAKEN));
        assertThat(together(
                        Reports.of(retract(again.id())),
                        Reports.of(collect(phone("told", "+14155550103"), collection))))
                .containsExactly(RECORDED, RECORDED);
    }

    @Test
    void a_retraction_of_one_teller_does_not_free_what_another_tells() {
        var collection = collection();
        var first = Reports.of(collect(phone("tellers", "+14155550104"), collection));
        var second = Reports.of(collect(phone("tellers", "+14155550105"), collection));
        together(first, Reports.of(retract(first.id())), second);
        assertThat(together(
                        Reports.of(retract(first.id())),
                        Reports.of(collect(phone("tellers", "+14155550106"), collection))))
                .containsExactly(RECORDED, refused(Refusal.COLLECTION_TAKEN));
    }

    @Test
    void a_retraction_names_a_fact_already_recorded_and_neither_retraction_nor_erasure() {
        var use = Reports.of(Reports.use(phone("retracted", "+14155550107")));
        var retraction = Reports.of(retract(use.id()));
        assertThat(together(
                        Reports.of(retract(use.id())),
                        use,
                        retraction,
                        Reports.of(retract(retraction.id())),
                        Reports.of(retract(use.id()))))
                .containsExactly(
                        refused(Refusal.TARGET_UNKNOWN),
                        RECORDED,
                        RECORDED,
                        refused(Refusal.TARGET_NOT_RETRACTABLE),
                        RECORDED);
        assertThat(together(Reports.of(retract(retraction.id()))))
                .containsExactly(refused(Refusal.TARGET_NOT_RETRACTABLE));
        var erasure = Reports.of(Reports.erase("retracted", false));
        together(erasure);
        assertThat(together(Reports.of(retract(erasure.id()))))
                .containsExactly(refused(Refusal.TARGET_NOT_RETRACTABLE));
    }

    @Test
    void a_version_names_one_content_for_ever() {
        var notice = new NoticeRef("terms", "1", "en");
        assertThat(together(
                        Reports.of(publish(notice, "Text.")),
                        Reports.of(publish(notice, "Text.")),
                        Reports.of(publish(notice, "Other text.")),
                        Reports.of(publish(new NoticeRef("terms", "1", "de"), "Other text."))))
                .containsExactly(RECORDED, RECORDED, refused(Refusal.VERSION_CONTENT_DIFFERS), RECORDED);
        assertThat(together(Reports.of(publish(notice, "Other text.")), Reports.of(publish(notice, "Text."))))
                .containsExactly(refused(Refusal.VERSION_CONTENT_DIFFERS), RECORDED);
        assertThat(together(
                        Reports.of(adopt("1", Policy.Combine.ANY)),
                        Reports.of(adopt("1", Policy.Combine.ALL)),
                        Reports.of(adopt("1", Policy.Combine.ANY))))
                .containsExactly(RECORDED, refused(Refusal.VERSION_CONTENT_DIFFERS), RECORDED);
        assertThat(together(Reports.of(adopt("1", Policy.Combine.ALL))))
                .containsExactly(refused(Refusal.VERSION_CONTENT_DIFFERS));
    }

    @Test
    void only_what_may_be_dated_ahead_is_later_than_its_recording() {
        Instant soon = in(200);
        Instant later = in(400);
        var notice = new NoticeRef("ahead", "1", "en");
        assertThat(together(
                        Reports.at(soon, null, Reports.consent("ahead")),
                        Reports.at(later, null, Reports.consent("ahead")),
                        Reports.at(later, null, Reports.use(phone("ahead", "+14155550108"))),
                        Reports.at(later, null, publish(notice, "Text.")),
                        Reports.at(later, null, assign(collection())),
                        Reports.at(later, null, new LedgerCommand.RevokePurpose(collection(), Reports.ADS)),
                        Reports.at(later, null, adopt("ahead", Policy.Combine.ANY)),
                        Reports.at(in(-400), null, Reports.consent("ahead"))))
                .containsExactly(
                        RECORDED,
                        refused(Refusal.OCCURRED_IN_FUTURE),
                        refused(Refusal.OCCURRED_IN_FUTURE),
                        RECORDED,
                        RECORDED,
                        RECORDED,
                        RECORDED,
                        RECORDED);
    }

    @Test
    void nothing_is_known_later_than_it_is_recorded_and_no_policy_is_adopted_backwards() {
        Instant before = in(-10);
        assertThat(together(
                        Reports.at(null, in(2), Reports.consent("known")),
                        Reports.at(null, in(-2), Reports.consent("known")),
                        Reports.at(in(-2), null, adopt("backwards", Policy.Combine.ANY)),
                        Reports.at(in(-20), before, adopt("backwards", Policy.Combine.ANY)),
                        Reports.at(before, before, adopt("backwards", Policy.Combine.ANY)),
                        Reports.at(before, in(-20), adopt("backwards", Policy.Combine.ANY))))
                .containsExactly(
                        refused(Refusal.KNOWN_IN_FUTURE),
                        RECORDED,
                        refused(Refusal.POLICY_BACKDATED),
                        refused(Refusal.POLICY_BACKDATED),
                        RECORDED,
                        RECORDED);
    }

    @Test
    void a_policy_dated_ahead_and_sent_again_after_its_day_is_the_one_that_was_recorded() {
        Instant day = in(3);
        var ahead = Reports.at(day, null, adopt("day", Policy.Combine.ANY));
        long place = Reports.place(test.ledger().commands().record(ahead));
        while (!Clock.systemUTC().instant().isAfter(day)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        Recording again = test.ledger().commands().record(ahead);
        assertThat(again).isEqualTo(new Recording.Recorded(place, true));
        assertThat(test.ledger().commands().recordAll(List.of(ahead))).containsExactly(again);
    }

    @Test
    void what_fits_no_entry_is_refused_and_its_group_is_not() {
        List<Rule> rules = IntStream.range(0, 40)
                .mapToObj(i -> new Rule(
                        "rule-" + i,
                        "s".repeat(2_000),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Rule.Effect.REFUSE,
                        null))
                .toList();
        assertThat(together(
                        Reports.of(new LedgerCommand.AdoptPolicy(new Policy("huge", Policy.Combine.ANY, rules))),
                        Reports.of(new LedgerCommand.AdoptPolicy(
                                new Policy("large", Policy.Combine.ANY, rules.subList(0, 20)))),
                        Reports.of(Reports.consent("large"))))
                .containsExactly(refused(Refusal.TOO_LARGE), RECORDED, RECORDED);
    }

    /** Hands them in together, so that they make one group; places are left out. */
    private List<Recording> together(Submission... submissions) {
        return test.ledger().commands().recordAll(List.of(submissions)).stream()
                .map(recording -> recording instanceof Recording.Recorded recorded
                        ? new Recording.Recorded(0, recorded.before())
                        : recording)
                .toList();
    }

    private static Instant in(int seconds) {
        return Clock.systemUTC().instant().plusSeconds(seconds).truncatedTo(ChronoUnit.MICROS);
    }

    private static LedgerCommand publish(NoticeRef notice, String text) {
        return new LedgerCommand.PublishNotice(notice, text, Set.of(Reports.ADS));
    }

    private static LedgerCommand adopt(String version, Policy.Combine combine) {
        return new LedgerCommand.AdoptPolicy(new Policy(version, combine, List.of()));
    }
}
