package org.consentledger.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.feed.TestNode.AUDIENCE_MATCH;
import static org.consentledger.feed.TestNode.TWO_FACTOR;
import static org.consentledger.feed.TestNode.phone;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.consentledger.feed.TestNode;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.SupplierKind;
import org.consentledger.standing.Horizon;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.SuppliedBy;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.TestLedger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three people and a sentinel: what they gave, what others told of them, what was done with it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProvenanceIT {
    private static final Instant GIVEN = Instant.parse("2018-01-01T00:00:00Z");
    private static final Instant WITHDRAWN = Instant.parse("2019-09-01T00:00:00Z");
    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final NoticeRef NOTICE = new NoticeRef("privacy", "1", "en");
    private static final SuppliedBy BY_PARTNER = new SuppliedBy(SupplierKind.PARTNER, null, "Feed");

    private final TestLedger test = new TestLedger();
    private final TestNode node = new TestNode(test);
    private final DataSource database = test.database().pool();
    private final Target.OfValue own = phone("user-1", "+14155550131");
    private final Target.OfValue told = phone("user-2", "+14155550132");
    private final Target.OfValue nobodys = phone(null, "+14155550133");
    private final Target.OfValue trap = phone("trap", "+14155550134");
    private final List<Long> late = new ArrayList<>();
    private long first;
    private long heeded;
    private long notified;
    private long wrong;

    @BeforeAll
    void record() {
        node.definePurposes();
        node.record(new LedgerCommand.PublishNotice(NOTICE, "We match numbers to lists.", Set.of(AUDIENCE_MATCH)));
        node.record(new LedgerCommand.ServeNotice(new PersonReference.OfPlatform("user-1"), NOTICE, "sign-up"));
        var given = new CollectionId(UUID.randomUUID());
        node.record(
                new LedgerCommand.CollectContactPoint(own, given, "sign-up", SuppliedBy.PERSON, NOTICE, "US"), GIVEN);
        node.record(new LedgerCommand.AssignPurpose(given, AUDIENCE_MATCH, Basis.CONSENT), GIVEN);
        collect(own, "address-book-upload", byUser("user-2"));
        collect(told, "address-book-upload", byUser("user-1"));
        collect(nobodys, "partner-feed", BY_PARTNER);
        collect(trap, "address-book-upload", byUser("user-1"));
        node.record(new LedgerCommand.PlantSentinel(trap));
        first = use(own, AUDIENCE_MATCH, "acme", "everybody", List.of("Broker"), null);
        node.record(
                new LedgerCommand.ChangeConsent(
                        new PersonReference.OfPlatform("user-1"),
                        null,
                        AUDIENCE_MATCH,
                        ConsentStatus.WITHDRAWN,
                        null,
                        "web-form",
                        null),
                WITHDRAWN);
        late.add(use(own, AUDIENCE_MATCH, "acme", "everybody", List.of(), WITHDRAWN.plusSeconds(3_600)));
        late.add(use(own, AUDIENCE_MATCH, "acme", "others", List.of(), WITHDRAWN.plusSeconds(7_200)));
        notified = use(own, TWO_FACTOR, null, null, List.of(), null);
        heeded = use(own, AUDIENCE_MATCH, "acme", "everybody", List.of(), null);
        use(nobodys, AUDIENCE_MATCH, "acme", "everybody", List.of(), null);
        use(trap, AUDIENCE_MATCH, "acme", "everybody", List.of(), null);
        var mistaken = new FactId("test", UUID.randomUUID());
        wrong = node.record(mistaken, recordUse(own, AUDIENCE_MATCH, "acme", "everybody", List.of("Broker")), null);
        node.record(new LedgerCommand.RetractFact(mistaken, "recorded-in-error"));
    }

    private static SuppliedBy byUser(String user) {
        return new SuppliedBy(SupplierKind.USER, new PersonReference.OfPlatform(user), null);
    }

    private void collect(Target.OfValue target, String surface, SuppliedBy by) {
        var collection = new CollectionId(UUID.randomUUID());
        node.record(new LedgerCommand.CollectContactPoint(target, collection, surface, by, NOTICE, "US"));
    }

    private long use(
            Target target,
            Purpose purpose,
            @Nullable String advertiser,
            @Nullable String audience,
            List<String> recipients,
            @Nullable Instant at) {
        return node.record(recordUse(target, purpose, advertiser, audience, recipients), at);
    }

    private static LedgerCommand recordUse(
            Target target,
            Purpose purpose,
            @Nullable String advertiser,
            @Nullable String audience,
            List<String> recipients) {
        return new LedgerCommand.RecordUse(
                target,
                purpose,
                "tailored-audiences",
                advertiser,
                audience,
                null,
                null,
                recipients,
                Fact.UseReport.REPORTED);
    }

    @AfterAll
    void close() {
        node.close();
        test.close();
    }

    private Horizon now() {
        return new Horizon(null, test.ledger().reader().head().size());
    }

    // ---- who supplied it

    @Test
    void a_number_that_others_told_of_too_was_given_all_the_same() {
        Sources.Origin origin = origin(own);
        assertThat(origin.neverGiven()).isFalse();
        assertThat(origin.collections())
                .extracting(
                        shown -> ((Fact.ContactPointCollected) shown.recorded().fact())
                                .suppliedBy()
                                .kind())
                .containsExactly(SupplierKind.PERSON, SupplierKind.USER);
        assertThat(origin.served()).hasSize(1);
        assertThat(Stream.concat(origin.collections().stream(), origin.served().stream()))
                .allSatisfy(shown -> {
                    assertThat(shown.text()).hasSize(64);
                    assertThat(shown.retracted()).isFalse();
                });
    }

    @Test
    void a_number_that_others_told_of_alone_was_never_given() {
        assertThat(origin(told).neverGiven()).isTrue();
        assertThat(origin(told).served()).isEmpty();
        assertThat(sources().of(node.point(told), new Horizon(null, 1)).person())
                .isNull();
    }

    private Sources.Origin origin(Target.OfValue target) {
        return sources().of(node.point(target), now());
    }

    private Sources sources() {
        return new Sources(database, test.ledger().reader(), node.standing());
    }

    @Test
    void what_was_never_given_is_found_and_no_sentinel() throws IOException {
        var neverGiven = new NeverGiven(database);
        var found = new ArrayList<NeverGiven.Shadow>();
        neverGiven.each(LATER, now(), found::add);
        assertThat(found)
                .extracting(NeverGiven.Shadow::contactPoint)
                .containsExactlyInAnyOrder(node.point(told), node.point(nobodys));
        assertThat(found)
                .extracting(NeverGiven.Shadow::suppliers)
                .containsExactlyInAnyOrder(Set.of(SupplierKind.USER), Set.of(SupplierKind.PARTNER));
        assertThat(neverGiven.totals(LATER, now())).isEqualTo(new NeverGiven.Totals(2, 1, 1));
        assertThat(neverGiven.totals(WITHDRAWN, now())).isEqualTo(new NeverGiven.Totals(0, 0, 0));
    }

    // ---- what was done with it

    private List<Long> uses(UseFilter filter) throws IOException {
        var found = new ArrayList<Long>();
        uses().each(filter, now(), use -> found.add(use.use().place()));
        assertThat(uses().totals(filter, now()).uses()).isEqualTo(found.size());
        return found;
    }

    private Uses uses() {
        return new Uses(database, test.ledger().reader());
    }

    private static UseFilter audience(@Nullable String advertiser, @Nullable String audience) {
        return new UseFilter(null, null, advertiser, audience, null, null, null, null, null);
    }

    @Test
    void all_that_an_audience_touched() throws IOException {
        assertThat(uses(audience("acme", "others"))).containsExactly(late.get(1));
        assertThat(uses(audience("acme", "everybody"))).hasSize(5).doesNotContain(wrong, notified);
        UseTotals totals = uses().totals(audience("acme", "everybody"), now());
        assertThat(totals).isEqualTo(new UseTotals(5, 1, 3, 1, 1, 0));
        assertThat(uses(audience("nobody", null))).isEmpty();
    }

    @Test
    void uses_other_than_matching() throws IOException {
        assertThat(uses(new UseFilter(null, null, null, null, null, new Purpose("advertising"), null, null, null)))
                .containsExactly(notified);
        assertThat(uses(new UseFilter(null, null, null, null, new Purpose("security"), null, null, null, null)))
                .containsExactly(notified);
    }

    @Test
    void whatever_was_shared_and_that_nothing_was() throws IOException {
        assertThat(uses(new UseFilter(null, null, null, null, null, null, null, null, true)))
                .containsExactly(first);
        assertThat(uses(new UseFilter(
                        null, null, null, null, null, null, WITHDRAWN, WITHDRAWN.plusSeconds(7_201), true)))
                .isEmpty();
        assertThat(uses(new UseFilter(
                        null, null, null, null, null, null, WITHDRAWN, WITHDRAWN.plusSeconds(7_200), null)))
                .containsExactly(late.getFirst());
    }

    @Test
    void of_one_contact_point_with_its_person() throws IOException {
        ContactPointId point = node.point(nobodys);
        var found = new ArrayList<TracedUse>();
        uses().each(new UseFilter(point, null, null, null, null, null, null, null, null), now(), found::add);
        assertThat(found)
                .extracting(TracedUse::person)
                .singleElement()
                .matches(person -> person != null && person.unknown());
    }

    @Test
    void a_smaller_ledger_tells_of_less_and_a_retraction_that_it_does_not_hold_takes_nothing_back() throws IOException {
        var found = new ArrayList<Long>();
        uses().each(
                        audience("acme", null),
                        new Horizon(null, wrong),
                        use -> found.add(use.use().place()));
        assertThat(found).contains(wrong).hasSize(7);
        found.clear();
        uses().each(
                        audience("acme", null),
                        new Horizon(null, first),
                        use -> found.add(use.use().place()));
        assertThat(found).containsExactly(first);
    }

    // ---- how long it took

    @Test
    void uses_between_a_withdrawal_and_the_first_that_was_refused_because_of_it() {
        List<Withdrawals.Withdrawal> withdrawals =
                new Withdrawals(node.history(), node.standing()).of(node.point(own), now().ledgerSize());
        assertThat(withdrawals).hasSize(1);
        Withdrawals.Withdrawal withdrawal = withdrawals.getFirst();
        assertThat(withdrawal.word().occurredAt()).isEqualTo(WITHDRAWN);
        assertThat(withdrawal.despite()).extracting(Recorded::place).containsExactly(late.get(0), late.get(1), first);
        assertThat(withdrawal.heeded())
                .extracting(use -> use == null ? 0 : use.place())
                .isEqualTo(heeded);
    }
}
