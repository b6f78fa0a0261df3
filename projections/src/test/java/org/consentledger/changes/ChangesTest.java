package org.consentledger.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.changes.Change.Permitted;
import org.consentledger.changes.Change.Refused;
import org.consentledger.changes.Change.UpTo;
import org.consentledger.changes.Change.Voided;
import org.consentledger.check.GivenKeys;
import org.consentledger.check.HistoryLedger;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of which fact, and of which it is not. Persons are numbered; each has one contact point of one collection. */
class ChangesTest {
    private static final Purpose ADS = new Purpose("ads");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final HistoryLedger ledger = new HistoryLedger();
    private final StandingIndex index = new StandingIndex(new GivenKeys(), ledger);
    private final List<Change> told = new ArrayList<>();
    private Changes changes = new Changes(ledger, 0, MINUTE);
    private Instant now = BEGIN;
    private int places;

    @AfterEach
    void close() {
        index.close();
    }

    // ---- what is recorded, each a second after the one before

    private FactId record(Fact fact) {
        return record(fact, now.plusSeconds(1));
    }

    private FactId record(Fact fact, Instant occurredAt) {
        now = now.plusSeconds(1);
        var id = new FactId("test", new UUID(9, ++places));
        Recorded recorded = new Header(id, occurredAt, null, "0".repeat(64)).recorded(places, now, fact);
        ledger.append(List.of(recorded));
        index.follow(List.of(recorded));
        return id;
    }

    private static PersonId person(int number) {
        return new PersonId(new UUID(1, number), false);
    }

    private static ContactPointId point(int number) {
        return new ContactPointId(new UUID(2, number));
    }

    private static CollectionId collection(int number) {
        return new CollectionId(new UUID(3, number));
    }

    private static SuppressionKey key(int number) {
        return new SuppressionKey("%016x".formatted(number).repeat(4));
    }

    private void collect(int number, int value) {
        record(new Fact.ContactPointCollected(
                point(number),
                person(number),
                Channel.EMAIL,
                new CollectedValue(
                        "plain-1",
                        Set.of(new ValueTag(new UUID(4, number))),
                        new Sealed("c2VhbGVk"),
                        Set.of(key(value))),
                collection(number),
                "sign-up",
                Supplier.PERSON,
                null,
                "US"));
    }

    private static Fact assigned(int number, Basis basis) {
        return new Fact.PurposeAssigned(collection(number), ADS, basis);
    }

    private static Fact word(int number, ConsentStatus status, @Nullable Instant expiresAt) {
        return new Fact.ConsentChanged(person(number), null, Set.of(), ADS, status, expiresAt, "web-form", null);
    }

    private void permit(int number) {
        collect(number, number);
        record(assigned(number, Basis.CONTRACT));
    }

    private static Permitted permitted(int number, @Nullable Instant until) {
        return new Permitted(point(number), person(number), until);
    }

    private UpTo upToNow() {
        return new UpTo(places, now);
    }

    // ---- what is told

    private List<Change> tell() throws IOException {
        told.clear();
        changes.tell(index.inquiries(ADS, PolicyChoice.IN_FORCE), now, told::add);
        return List.copyOf(told);
    }

    @Test
    void it_begins_with_everybody_who_may_be_matched() throws IOException {
        permit(1);
        collect(2, 2);
        assertThat(tell()).containsExactly(new Voided(), permitted(1, null), upToNow());
    }

    @Test
    void where_nothing_changes_it_says_how_far_that_is_true() throws IOException {
        permit(1);
        tell();
        record(word(2, ConsentStatus.WITHDRAWN, null));
        record(assigned(1, Basis.CONTRACT));
        assertThat(tell()).containsExactly(upToNow());
        now = now.plus(HOUR);
        assertThat(tell()).containsExactly(upToNow());
    }

    @Test
    void a_word_is_told_once_and_only_of_whom_it_is_about() throws IOException {
        collect(1, 1);
        permit(2);
        record(assigned(1, Basis.CONSENT));
        tell();
        Instant expiresAt = now.plus(HOUR);
        record(word(1, ConsentStatus.GIVEN, expiresAt));
        assertThat(tell()).containsExactly(permitted(1, expiresAt), upToNow());
        record(word(1, ConsentStatus.RENEWED, null));
        assertThat(tell()).containsExactly(permitted(1, null), upToNow());
        record(word(1, ConsentStatus.WITHDRAWN, null));
        assertThat(tell()).containsExactly(new Refused(point(1)), upToNow());
        record(word(1, ConsentStatus.WITHDRAWN, null));
        assertThat(tell()).containsExactly(upToNow());
    }

    @Test
    void of_whom_nobody_ever_permitted_nothing_is_told() throws IOException {
        tell();
        collect(1, 1);
        record(assigned(1, Basis.CONSENT));
        record(word(1, ConsentStatus.REFUSED, null));
        record(new Fact.SentinelPlanted(point(1)));
        record(new Fact.PersonErased(person(1), false, Set.of(), Map.of()));
        assertThat(tell())
                .endsWith(upToNow())
                .noneMatch(change -> change instanceof Permitted || change instanceof Refused);
    }

    @Test
    void a_sentinel_a_removal_and_an_erasure_end_it() throws IOException {
        permit(1);
        permit(2);
        permit(3);
        tell();
        record(new Fact.SentinelPlanted(point(1)));
        record(new Fact.ContactPointRemoved(point(2), null, "deleted"));
        record(new Fact.PersonErased(person(3), false, Set.of(), Map.of()));
        assertThat(tell())
                .containsExactly(new Refused(point(1)), new Refused(point(2)), new Refused(point(3)), upToNow());
    }

    @Test
    void whoever_holds_a_value_is_told_of_when_another_has_it_suppressed_and_when_that_is_lifted() throws IOException {
        collect(1, 7);
        collect(2, 7);
        record(assigned(2, Basis.CONTRACT));
        permit(3);
        tell();
        record(new Fact.PersonErased(person(1), true, Set.of(key(7)), Map.of()));
        assertThat(tell()).containsExactly(new Refused(point(2)), upToNow());
        FactId lifting = record(new Fact.SuppressionLifted(person(1), true, Set.of()));
        assertThat(tell()).containsExactly(permitted(2, null), upToNow());
        record(new Fact.FactRetracted(lifting, "wrong"));
        assertThat(tell()).containsExactly(new Refused(point(2)), upToNow());
        record(new Fact.SuppressionLifted(person(1), false, Set.of(key(7))));
        assertThat(tell()).containsExactly(permitted(2, null), upToNow());
    }

    @Test
    void a_policy_and_its_retraction_void_everything_once() throws IOException {
        permit(1);
        permit(2);
        tell();
        FactId adopted = record(new Fact.PolicyAdopted(new Policy("v1", Policy.Combine.ALL, List.of())));
        assertThat(tell())
                .startsWith(new Voided())
                .contains(permitted(1, null), permitted(2, null))
                .hasSize(4);
        assertThat(tell()).containsExactly(upToNow());
        record(new Fact.FactRetracted(adopted, "wrong"));
        assertThat(tell()).startsWith(new Voided()).hasSize(4);
    }

    @Test
    void a_policy_dated_ahead_bounds_every_answer_and_voids_it_when_it_comes_into_force() throws IOException {
        permit(1);
        tell();
        Instant ahead = now.plus(HOUR);
        record(new Fact.PolicyAdopted(new Policy("v1", Policy.Combine.ANY, List.of())), ahead);
        assertThat(tell()).containsExactly(new Voided(), permitted(1, ahead), upToNow());
        assertThat(changes.next()).isEqualTo(ahead);
        now = ahead.minusNanos(1_000);
        assertThat(tell()).containsExactly(upToNow());
        now = ahead;
        assertThat(tell()).containsExactly(new Voided(), permitted(1, null), upToNow());
    }

    @Test
    void what_time_alone_permits_is_told_when_it_comes_however_many_there_are() throws IOException {
        changes = new Changes(ledger, 0, MINUTE, 2);
        Instant ahead = now.plus(HOUR);
        for (int number = 1; number <= 5; number++) {
            collect(number, number);
            record(assigned(number, Basis.CONTRACT), ahead.plus(MINUTE.multipliedBy(number)));
        }
        assertThat(tell()).containsExactly(new Voided(), upToNow());
        for (int number = 1; number <= 5; number++) {
            now = ahead.plus(MINUTE.multipliedBy(number));
            assertThat(changes.next()).isEqualTo(now);
            assertThat(tell()).containsExactly(permitted(number, null), upToNow());
        }
    }

    @Test
    void who_goes_on_is_told_what_time_alone_has_permitted_and_will() throws IOException {
        collect(1, 1);
        collect(2, 2);
        record(assigned(1, Basis.CONTRACT), now.plus(HOUR));
        record(assigned(2, Basis.CONTRACT), now.plus(HOUR).plus(HOUR));
        tell();
        changes = new Changes(ledger, changes.place(), MINUTE);
        now = now.plus(HOUR);
        assertThat(tell()).containsExactly(permitted(1, null), upToNow());
        now = now.plus(HOUR);
        assertThat(tell()).containsExactly(permitted(2, null), upToNow());
    }

    private void tellAndBeCutOffBeforeTheEnd() {
        assertThatThrownBy(() -> changes.tell(index.inquiries(ADS, PolicyChoice.IN_FORCE), now, change -> {
                    if (change instanceof UpTo) {
                        throw new IOException("cut off");
                    }
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void who_was_cut_off_midway_is_told_again_of_all_that_may_have_come() throws IOException {
        collect(1, 1);
        collect(2, 2);
        record(assigned(1, Basis.CONSENT));
        record(assigned(2, Basis.CONSENT));
        Instant before = now;
        now = now.plus(HOUR);
        Instant expiresAt = now.plus(HOUR);
        record(word(2, ConsentStatus.GIVEN, expiresAt), before);
        tell();
        long place = changes.place();
        record(word(1, ConsentStatus.GIVEN, null));
        record(word(2, ConsentStatus.RENEWED, null), before.plusSeconds(1));
        tellAndBeCutOffBeforeTheEnd();
        changes = new Changes(ledger, place, MINUTE);
        record(word(1, ConsentStatus.WITHDRAWN, null));
        record(word(2, ConsentStatus.RENEWED, expiresAt), before.plusSeconds(2));
        assertThat(tell()).containsExactly(new Refused(point(1)), permitted(2, expiresAt), upToNow());
    }

    @Test
    void what_a_node_whose_clock_is_ahead_may_have_told_is_taken_back() throws IOException {
        collect(1, 1);
        Instant ahead = now.plusSeconds(40);
        record(assigned(1, Basis.CONTRACT), ahead);
        tell();
        changes.tell(index.inquiries(ADS, PolicyChoice.IN_FORCE), ahead, _ -> {});
        changes = new Changes(ledger, changes.place(), MINUTE);
        record(new Fact.PurposeRevoked(collection(1), ADS), ahead);
        assertThat(tell()).containsExactly(new Refused(point(1)), upToNow());
    }
}
