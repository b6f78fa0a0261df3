package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.store.AppenderFixture.answer;
import static org.consentledger.store.AppenderFixture.append;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing slips between the verdict on a use and its record. */
class JudgedUsesIT {
    private static final Receipt SENT_BACK = new Receipt.Refused(Refusal.STREAM_CONFLICT);
    private static final Purpose ADS = new Purpose("advertising");
    private static final PersonId ADA = new PersonId(UUID.randomUUID(), false);
    private static final PersonId BOB = new PersonId(UUID.randomUUID(), false);
    private static final ContactPointId ADAS = new ContactPointId(UUID.randomUUID());
    private static final ContactPointId BOBS = new ContactPointId(UUID.randomUUID());
    private static final CollectionId COLLECTION = new CollectionId(UUID.randomUUID());

    private final AppenderFixture fixture = new AppenderFixture();
    private final Appender appender = fixture.appender();
    private final Appender other = fixture.appender();
    private final FactId collected = Proposals.id();

    @BeforeEach
    void collect() {
        recorded(appender, Proposals.of(new Fact.PurposeDefined(ADS, "Advertising", Map.of())));
        recorded(appender, Proposals.of(collected, collection(ADAS, ADA, COLLECTION)));
        recorded(appender, Proposals.of(collection(BOBS, BOB, new CollectionId(UUID.randomUUID()))));
    }

    @AfterEach
    void close() {
        appender.close();
        other.close();
        fixture.close();
    }

    /** One of each kind that may change the verdict on Ada's contact point. An erasure needs her key; see the tests of the gate. */
    private List<Fact> touching() {
        return List.of(
                collection(ADAS, ADA, new CollectionId(UUID.randomUUID())),
                new Fact.PurposeAssigned(COLLECTION, ADS, Basis.CONTRACT),
                new Fact.PurposeRevoked(COLLECTION, ADS),
                new Fact.ConsentChanged(ADA, null, Set.of(), ADS, ConsentStatus.WITHDRAWN, null, "web-form", null),
                new Fact.NoticeServed(ADA, new NoticeRef("notice", "1", "en"), "sign-up"),
                new Fact.ContactPointRemoved(ADAS, null, "deleted"),
                new Fact.ContactPointRemoved(BOBS, COLLECTION, "deleted"),
                new Fact.SentinelPlanted(ADAS),
                new Fact.SuppressionLifted(BOB, true, Set.of()),
                new Fact.PolicyAdopted(new Policy("v" + UUID.randomUUID(), Policy.Combine.ANY, List.of())),
                new Fact.FactRetracted(collected, "recorded-in-error"));
    }

    /** One of each kind that concerns somebody else, or no verdict at all. */
    private List<Fact> elsewhere() {
        return List.of(
                collection(BOBS, BOB, new CollectionId(UUID.randomUUID())),
                new Fact.PurposeAssigned(new CollectionId(UUID.randomUUID()), ADS, Basis.CONTRACT),
                new Fact.ConsentChanged(BOB, null, Set.of(), ADS, ConsentStatus.WITHDRAWN, null, "web-form", null),
                new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID())),
                new Fact.PurposeDefined(new Purpose("security"), "Security", Map.of()),
                Proposals.use().fact());
    }

    @Test
    void a_use_is_sent_back_after_any_fact_that_may_change_its_verdict_by_whatever_node() {
        for (Appender node : List.of(appender, other)) {
            for (Fact fact : touching()) {
                Proposal use = use(Long.MAX_VALUE);
                recorded(node, Proposals.of(fact));
                assertThat(append(appender, use)).as("%s", fact).isEqualTo(SENT_BACK);
                recorded(appender, use(Long.MAX_VALUE));
            }
        }
    }

    @Test
    void a_use_is_sent_back_beside_any_such_fact_in_its_own_group_wherever_it_stands() {
        for (Fact fact : touching()) {
            Proposal first = use(Long.MAX_VALUE);
            Proposal last = use(Long.MAX_VALUE);
            List<Receipt> receipts = answer(appender.append(List.of(first, Proposals.of(fact), last)));
            assertThat(receipts.getFirst()).as("%s", fact).isEqualTo(SENT_BACK);
            assertThat(receipts.get(1)).as("%s", fact).isInstanceOf(Receipt.Appended.class);
            assertThat(receipts.getLast()).as("%s", fact).isEqualTo(SENT_BACK);
        }
    }

    @Test
    void a_collection_told_of_anew_is_its_newest_holders() {
        recorded(appender, Proposals.of(new Fact.FactRetracted(collected, "somebody-elses")));
        // A row that stands behind the newer one in the table, as after a vacuum.
        fixture.asOwner("update ledger.collection set told = told where collection = '" + COLLECTION.value() + "'");
        recorded(appender, Proposals.of(collection(BOBS, BOB, COLLECTION)));
        fixture.asOwner("update ledger.collection set told = told where person = '" + ADA.value() + "'");
        Proposal use = use(BOBS, BOB, 0, Long.MAX_VALUE);
        recorded(other, Proposals.of(new Fact.PurposeRevoked(COLLECTION, ADS)));
        assertThat(append(appender, use)).isEqualTo(SENT_BACK);
    }

    @Test
    void what_concerns_somebody_else_sends_nothing_back() {
        Proposal use = use(Long.MAX_VALUE);
        for (Fact fact : elsewhere()) {
            recorded(other, Proposals.of(fact));
        }
        var group = new ArrayList<Proposal>(List.of(use));
        elsewhere().stream()
                .filter(fact -> !(fact instanceof Fact.PurposeDefined))
                .map(Proposals::of)
                .forEach(group::add);
        assertThat(answer(appender.append(group))).allMatch(Receipt.Appended.class::isInstance);
    }

    @Test
    void a_use_is_sent_back_before_its_time_and_once_it_is_over() {
        Instant now = Clock.systemUTC().instant();
        long later = Moments.toMicros(now.plusSeconds(3_600));
        assertThat(append(appender, use(later, Long.MAX_VALUE))).isEqualTo(SENT_BACK);
        assertThat(append(appender, use(Moments.toMicros(now)))).isEqualTo(SENT_BACK);
        recorded(appender, use(Moments.toMicros(now), later));
    }

    @Test
    void what_was_sent_back_and_is_judged_anew_is_recorded_once() {
        Proposal use = use(Long.MAX_VALUE);
        recorded(appender, Proposals.of(new Fact.NoticeServed(ADA, new NoticeRef("notice", "1", "en"), "sign-up")));
        assertThat(append(appender, use)).isEqualTo(SENT_BACK);
        Proposal again = use.judgedBy(new Judged.Use(fixture.ledger().size(), ADAS, ADA, 0, Long.MAX_VALUE));
        recorded(appender, again);
        assertThat(append(appender, again)).isInstanceOf(Receipt.AlreadyRecorded.class);
        assertThat(append(appender, use)).isEqualTo(SENT_BACK);
    }

    @Test
    void what_an_appender_cannot_remember_is_judged_anew() {
        Proposal use = use(Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            assertThat(answer(other.append(Proposals.uses(5_000)))).allMatch(Receipt.Appended.class::isInstance);
        }
        assertThat(append(appender, use)).isEqualTo(SENT_BACK);
        recorded(appender, use(Long.MAX_VALUE));
    }

    /** A use of Ada's contact point, judged at the ledger's present size. */
    private Proposal use(long untilMicros) {
        return use(0, untilMicros);
    }

    private Proposal use(long fromMicros, long untilMicros) {
        return use(ADAS, ADA, fromMicros, untilMicros);
    }

    private Proposal use(ContactPointId contactPoint, PersonId person, long fromMicros, long untilMicros) {
        Fact.ContactPointUsed any = (Fact.ContactPointUsed) Proposals.use().fact();
        var fact = new Fact.ContactPointUsed(
                contactPoint,
                null,
                Set.of(),
                null,
                ADS,
                any.programme(),
                null,
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.GATED);
        return Proposals.of(fact)
                .judgedBy(
                        new Judged.Use(fixture.reader().head().size(), contactPoint, person, fromMicros, untilMicros));
    }

    private static Fact collection(ContactPointId point, PersonId person, CollectionId collection) {
        var value = new CollectedValue(
                "plain-1", Set.of(new ValueTag(UUID.randomUUID())), null, Set.of(new SuppressionKey("a".repeat(64))));
        return new Fact.ContactPointCollected(
                point, person, Channel.PHONE, value, collection, "sign-up", Supplier.PERSON, null, "EU");
    }

    private static void recorded(Appender appender, Proposal proposal) {
        assertThat(append(appender, proposal)).as("%s", proposal.fact()).isInstanceOf(Receipt.Appended.class);
    }
}
