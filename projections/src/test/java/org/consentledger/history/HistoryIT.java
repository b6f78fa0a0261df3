package org.consentledger.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.feed.TestNode.AUDIENCE_MATCH;
import static org.consentledger.feed.TestNode.phone;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.consentledger.feed.TestNode;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.UseClass;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The histories of one person with two contact points, and of a stranger. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryIT {
    private static final NoticeRef NOTICE = new NoticeRef("privacy", "1", "en");
    private static final String TEXT = "We match numbers to lists.";

    private final TestLedger test = new TestLedger();
    private final TestNode node = new TestNode(test);
    private final Target.OfValue phone = phone("user-1", "+14155550123");
    private final Target.OfValue other = phone("user-1", "+14155550124");
    /** Places of the facts about the phone, and of those about the person's other contact point. */
    private final List<Long> own = new ArrayList<>();

    private final List<Long> others = new ArrayList<>();
    private final List<Long> uses = new ArrayList<>();
    private long retraction;

    @BeforeAll
    void record() {
        node.definePurposes();
        node.record(new LedgerCommand.PublishNotice(NOTICE, TEXT, Set.of(AUDIENCE_MATCH)));
        var person = new PersonReference.OfPlatform("user-1");
        var collection = new CollectionId(UUID.randomUUID());
        own.add(node.record(new LedgerCommand.ServeNotice(person, NOTICE, "sign-up")));
        own.add(node.record(
                new LedgerCommand.CollectContactPoint(phone, collection, "sign-up", SuppliedBy.PERSON, NOTICE, "US")));
        own.add(node.assign(collection, Basis.CONSENT));
        own.add(use(phone));
        var wrong = new FactId("test", UUID.randomUUID());
        own.add(node.record(wrong, word(person, phone, ConsentStatus.GIVEN), null));
        own.add(node.say("user-1", ConsentStatus.WITHDRAWN));
        retraction = node.record(new LedgerCommand.RetractFact(wrong, "recorded-in-error"));
        others.add(node.record(new LedgerCommand.CollectContactPoint(
                other, new CollectionId(UUID.randomUUID()), "sign-up", SuppliedBy.PERSON, null, "US")));
        others.add(node.record(word(person, other, ConsentStatus.REFUSED)));
        own.add(use(phone));
        uses.addAll(List.of(own.get(3), own.getLast()));
        node.collect(phone("user-2", "+14155550125"));
        node.say("user-2", ConsentStatus.GIVEN);
    }

    private static LedgerCommand word(PersonReference person, Target about, ConsentStatus status) {
        return new LedgerCommand.ChangeConsent(person, about, AUDIENCE_MATCH, status, null, "web-form", null);
    }

    private long use(Target target) {
        return node.record(new LedgerCommand.RecordUse(
                target,
                AUDIENCE_MATCH,
                "tailored-audiences",
                "acme",
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED));
    }

    @AfterAll
    void close() {
        node.close();
        test.close();
    }

    private static List<Long> places(HistoryPage page) {
        return page.happenings().stream()
                .map(happening -> happening.recorded().place())
                .toList();
    }

    @Test
    void of_a_contact_point_it_tells_what_concerns_it_and_nothing_of_others() {
        HistoryPage page = node.history().of(node.point(phone), 0, 100);
        assertThat(places(page)).isEqualTo(own);
        assertThat(page.next()).isNull();
        assertThat(page.place()).isEqualTo(test.ledger().reader().head().size());
    }

    @Test
    void of_a_contact_point_it_tells_what_was_said_of_and_done_with_its_value_under_another_profile() {
        Target.OfValue plain = phone("user-3", "+14155550126");
        PersonReference person = Objects.requireNonNull(plain.person());
        var hash = new Target.OfValue(person, GivenValue.hash(Channel.PHONE, Sha256.ofText("14155550126"), "x-1"));
        node.assign(node.collect(plain), Basis.CONSENT);
        long said = node.record(word(person, hash, ConsentStatus.WITHDRAWN));
        long used = use(hash);
        HistoryPage page = node.history().of(node.point(plain), 0, 100);
        assertThat(places(page)).endsWith(said, used).hasSize(4);
        assertThat(page.happenings().getLast().judged()).isNotNull();
        assertThat(node.answer(node.point(plain)).headline())
                .satisfies(headline ->
                        assertThat(Objects.requireNonNull(headline).restsOn()).contains(said));
    }

    @Test
    void a_use_is_judged_alike_in_the_history_of_whatever_it_names() {
        Target.OfValue plain = phone("user-4", "+14155550127");
        PersonReference person = Objects.requireNonNull(plain.person());
        var hash = new Target.OfValue(person, GivenValue.hash(Channel.PHONE, Sha256.ofText("14155550127"), "x-1"));
        node.assign(node.collect(plain), Basis.CONSENT);
        long place = use(hash);
        var used = (Fact.ContactPointUsed)
                test.ledger().reader().at(List.of(place)).getFirst().fact();
        // Never collected under that profile, so it has no facts of its own.
        ContactPointId listed = Objects.requireNonNull(used.contactPoint());
        assertThat(List.of(
                        node.history().of(listed, 0, 100),
                        node.history().of(node.point(plain), 0, 100),
                        node.history().of(Objects.requireNonNull(used.person()), 0, 100)))
                .extracting(page -> Objects.requireNonNull(
                                page.happenings().getLast().judged())
                        .useClass())
                .containsOnly(UseClass.PREVENTABLE_BREACH);
    }

    @Test
    void of_a_person_it_tells_of_everything_they_have() {
        var all = new ArrayList<>(own);
        all.addAll(others);
        all.sort(null);
        Fact.ContactPointCollected collected = (Fact.ContactPointCollected) node.history()
                .of(node.point(phone), 0, 100)
                .happenings()
                .get(1)
                .recorded()
                .fact();
        assertThat(places(node.history().of(collected.person(), 0, 100))).isEqualTo(all);
    }

    @Test
    void its_pages_make_the_whole() {
        ContactPointId point = node.point(phone);
        var paged = new ArrayList<Happening>();
        Long after = 0L;
        while (after != null) {
            HistoryPage page = node.history().of(point, after, 3);
            assertThat(page.happenings()).hasSizeLessThanOrEqualTo(3);
            paged.addAll(page.happenings());
            after = page.next();
        }
        assertThat(paged).isEqualTo(node.history().of(point, 0, 100).happenings());
    }

    @Test
    void a_fact_taken_back_stays_and_says_by_what() {
        List<Happening> happenings =
                node.history().of(node.point(phone), 0, 100).happenings();
        assertThat(happenings.get(4).retractedBy()).containsExactly(retraction);
        assertThat(happenings).filteredOn(one -> !one.retractedBy().isEmpty()).hasSize(1);
    }

    @Test
    void uses_are_judged_and_nothing_else_is() {
        List<Happening> happenings =
                node.history().of(node.point(phone), 0, 100).happenings();
        assertThat(happenings)
                .filteredOn(one -> one.judged() != null)
                .extracting(one -> one.recorded().place())
                .isEqualTo(uses);
        assertThat(happenings)
                .filteredOn(one -> one.judged() != null)
                .extracting(one -> Objects.requireNonNull(one.judged()).useClass())
                .containsExactly(UseClass.PREVENTABLE_BREACH, UseClass.PREVENTABLE_BREACH);
    }

    @Test
    void what_was_shown_is_named_by_the_hash_of_its_text() throws NoSuchAlgorithmException {
        String hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8)));
        assertThat(node.history().of(node.point(phone), 0, 100).happenings())
                .extracting(Happening::noticeText)
                .startsWith(hash, hash, null)
                .filteredOn(Objects::nonNull)
                .hasSize(2);
    }
}
