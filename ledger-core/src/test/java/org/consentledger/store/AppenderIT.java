package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consentledger.store.AppenderFixture.answer;
import static org.consentledger.store.AppenderFixture.append;
import static org.consentledger.store.AppenderFixture.await;
import static org.consentledger.store.AppenderFixture.execute;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.consentledger.law.Basis;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Refusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppenderIT {
    private static final int SENDERS = 8;

    private final AppenderFixture fixture = new AppenderFixture();

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void facts_get_the_next_places_in_the_order_they_came() {
        try (Appender appender = fixture.appender()) {
            List<Proposal> proposals = Proposals.uses(2_500);
            List<Receipt> receipts = answer(appender.append(proposals));
            assertThat(receipts.getFirst()).isInstanceOf(Receipt.Appended.class);
            var ledger = fixture.ledger();
            assertThat(ledger.facts().stream().map(fact -> fact.id()).toList())
                    .isEqualTo(proposals.stream().map(one -> one.header().id()).toList());
        }
    }

    @Test
    void a_fact_sent_again_changes_nothing_wherever_it_stands_in_its_group() {
        try (Appender appender = fixture.appender()) {
            List<Proposal> first = Proposals.uses(4_000);
            answer(appender.append(first));
            var second = new ArrayList<>(Proposals.uses(4_000));
            second.set(2_000, first.get(7));
            second.set(3_999, second.getFirst());
            List<Receipt> receipts = answer(appender.append(second));
            assertThat(receipts.get(2_000)).isEqualTo(new Receipt.AlreadyRecorded(8));
            assertThat(receipts.get(3_999)).isEqualTo(new Receipt.AlreadyRecorded(4_001));
            assertThat(fixture.ledger().size()).isEqualTo(7_998);
        }
    }

    @Test
    void an_erasure_that_would_destroy_no_key_is_not_recorded() {
        try (Appender appender = fixture.appender()) {
            var nobody = new Fact.PersonErased(new PersonId(UUID.randomUUID(), false), false, Set.of(), Map.of());
            assertThatThrownBy(() -> append(appender, Proposals.of(nobody))).isInstanceOf(IllegalStateException.class);
            append(appender, Proposals.use());
            assertThat(fixture.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void an_id_with_other_content_is_refused_and_its_group_is_not() {
        try (Appender appender = fixture.appender()) {
            Proposal first = Proposals.use();
            append(appender, first);
            Proposal other =
                    Proposals.of(first.header().id(), new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID())));
            Proposal fresh = Proposals.use();
            Proposal otherFresh = Proposals.of(fresh.header().id(), other.fact());
            assertThat(answer(appender.append(List.of(other, fresh, otherFresh))))
                    .satisfiesExactly(
                            receipt -> assertThat(receipt).isEqualTo(new Receipt.Refused(Refusal.CONTENT_DIFFERS)),
                            receipt -> assertThat(receipt).isInstanceOf(Receipt.Appended.class),
                            receipt -> assertThat(receipt).isEqualTo(new Receipt.Refused(Refusal.CONTENT_DIFFERS)));
            assertThat(fixture.ledger().size()).isEqualTo(2);
        }
    }

    @Test
    void eachid_of_two_sources_is_two_facts() {
        try (Appender appender = fixture.appender()) {
            Proposal one = Proposals.use();
            Proposal other = Proposals.of(
                    new org.consentledger.law.FactId(
                            "another", one.header().id().id()),
                    one.fact());
            assertThat(answer(appender.append(List.of(one, other)))).allMatch(Receipt.Appended.class::isInstance);
        }
    }

    @Test
    void what_is_known_when_it_is_sent_is_in_no_future_though_the_head_was_seen_before() throws Exception {
        try (Appender appender = fixture.appender();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            var receipts = new ArrayList<Future<List<Receipt>>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                receipts.add(senders.submit(() -> {
                    var answered = new ArrayList<Receipt>();
                    for (int i = 0; i < 300; i++) {
                        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS);
                        answered.add(append(
                                appender,
                                Proposals.at(Proposals.id(), Proposals.use().fact(), now, now)));
                    }
                    return answered;
                }));
            }
            for (Future<List<Receipt>> answered : receipts) {
                assertThat(answered.get()).allMatch(Receipt.Appended.class::isInstance);
            }
        }
    }

    @Test
    void no_lock_is_held_between_groups() throws SQLException {
        try (Appender appender = fixture.appender();
                Connection other = fixture.database.connect()) {
            Stream.generate(() -> append(appender, Proposals.use()))
                    .limit(SENDERS)
                    .forEach(_ -> {});
            other.setAutoCommit(false);
            execute(other, "select * from ledger.head for update nowait");
            other.rollback();
        }
    }

    @Test
    void a_head_that_somebody_else_has_moved_is_seen_again_whatever_the_group_holds() {
        try (Appender one = fixture.appender();
                Appender other = fixture.appender()) {
            for (List<Proposal> group : List.of(
                    List.of(Proposals.use()),
                    Proposals.uses(300),
                    List.of(Proposals.of(new Fact.PurposeDefined(new Purpose("a.b"), "A.", Map.of()))),
                    List.of(Proposals.of(new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID())))))) {
                // Twice, so that it goes on without the lock.
                append(one, Proposals.use());
                append(one, Proposals.use());
                append(other, Proposals.use());
                assertThat(answer(one.append(group))).allMatch(Receipt.Appended.class::isInstance);
            }
            assertThat(fixture.ledger().size()).isEqualTo(4 * 3 + 303);
        }
    }

    @Test
    void what_another_node_has_recorded_since_is_decided_upon() {
        try (Appender one = fixture.appender();
                Appender other = fixture.appender()) {
            append(one, Proposals.use());
            append(one, Proposals.use());
            var sentinel = new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID()));
            append(other, Proposals.expecting(0, sentinel));
            assertThat(append(one, Proposals.expecting(0, sentinel)))
                    .isEqualTo(new Receipt.Refused(Refusal.STREAM_CONFLICT));
            assertThat(append(one, Proposals.of(sentinel))).isInstanceOf(Receipt.Appended.class);
        }
    }

    @Test
    void appenders_who_meet_never_wait_for_each_other_for_ever() throws Exception {
        try (Appender one = fixture.appender();
                Appender other = fixture.appender();
                ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
            var sent = new ArrayList<Future<Integer>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                Appender appender = sender % 2 == 0 ? one : other;
                int number = sender;
                sent.add(senders.submit(() -> sendOfEveryKind(appender, number)));
            }
            int facts = 0;
            for (Future<Integer> each : sent) {
                facts += each.get();
            }
            assertThat(fixture.ledger().size()).isEqualTo(facts);
        }
    }

    /** Few facts and many, with rows beside them and without; how many. */
    private static int sendOfEveryKind(Appender appender, int sender) {
        int facts = 0;
        for (int i = 0; i < 60; i++) {
            List<Proposal> batch = switch ((i + sender) % 4) {
                case 0 -> Proposals.uses(300);
                case 1 -> {
                    var purpose = new Purpose("sender" + sender + ".purpose" + i);
                    yield List.of(Proposals.of(new Fact.PurposeDefined(purpose, "A.", Map.of())));
                }
                default -> List.of(Proposals.use());
            };
            assertThat(answer(appender.append(batch))).allMatch(Receipt.Appended.class::isInstance);
            facts += batch.size();
        }
        return facts;
    }

    @Test
    void a_conflict_in_a_stream_refuses_its_own_fact_only() {
        try (Appender appender = fixture.appender()) {
            var sentinel = new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID()));
            append(appender, Proposals.expecting(0, sentinel));
            List<Receipt> receipts = answer(appender.append(List.of(
                    Proposals.use(),
                    Proposals.expecting(0, sentinel),
                    Proposals.expecting(1, sentinel),
                    Proposals.expecting(1, sentinel),
                    Proposals.of(sentinel))));
            assertThat(receipts)
                    .extracting(receipt -> receipt instanceof Receipt.Refused refused ? refused.refusal() : null)
                    .containsExactly(null, Refusal.STREAM_CONFLICT, null, Refusal.STREAM_CONFLICT, null);
            assertThat(fixture.ledger().size()).isEqualTo(4);
        }
    }

    @Test
    void a_list_halts_at_what_has_to_be_made_anew_in_this_part_and_in_those_behind_it() {
        try (Appender appender = fixture.appender()) {
            var sentinel = new Fact.SentinelPlanted(new ContactPointId(UUID.randomUUID()));
            append(appender, Proposals.of(sentinel));
            var list = new OrderedList();
            var stale = List.of(Proposals.use(), Proposals.expecting(0, sentinel), Proposals.use());
            List<Receipt> first = answer(appender.append(stale, list));
            assertThat(first.getFirst()).isInstanceOf(Receipt.Appended.class);
            assertThat(first.subList(1, 3)).containsOnly(Batch.ANEW);
            assertThat(answer(appender.append(Proposals.uses(2), list))).containsOnly(Batch.ANEW);
            assertThat(answer(appender.append(Proposals.uses(2), new OrderedList())))
                    .allMatch(Receipt.Appended.class::isInstance);
            assertThat(fixture.ledger().size()).isEqualTo(4);
        }
    }

    @Test
    void a_list_halts_behind_a_part_that_failed() {
        try (Appender appender = fixture.appender()) {
            var list = new OrderedList();
            fixture.asOwner("alter table ledger.fact add constraint none check (place < 1)");
            assertThatThrownBy(() -> answer(appender.append(Proposals.uses(1), list)))
                    .isInstanceOf(LedgerUnavailable.class);
            fixture.asOwner("alter table ledger.fact drop constraint none");
            assertThat(answer(appender.append(Proposals.uses(1), list))).containsExactly(Batch.ANEW);
            append(appender, Proposals.use());
            assertThat(fixture.ledger().size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 300})
    void a_group_that_had_to_wait_for_the_lock_is_not_recorded_with_a_moment_from_before(int facts) throws Exception {
        try (Appender appender = fixture.appender();
                Holder holder = new Holder(fixture)) {
            // Twice, so that it goes on without the lock.
            append(appender, Proposals.use());
            append(appender, Proposals.use());
            holder.take();
            CompletableFuture<List<Receipt>> receipts = appender.append(Proposals.uses(facts));
            await(() -> fixture.waitingForLock() == 1);
            holder.run("select pg_sleep(0.5)");
            Instant released = Clock.systemUTC().instant();
            holder.release();
            assertThat(answer(receipts))
                    .allSatisfy(receipt -> assertThat(((Receipt.Appended) receipt).recordedAt())
                            .isAfter(released.minusMillis(200)));
        }
    }

    @Test
    void what_is_recorded_all_or_neachnames_the_refusal_and_holds_back_nobody_else() {
        try (Appender appender = fixture.appender();
                Holder holder = new Holder(fixture)) {
            var unknown = new Fact.PurposeAssigned(
                    new org.consentledger.law.CollectionId(UUID.randomUUID()), new Purpose("a.b"), Basis.CONSENT);
            Proposal shared = Proposals.use();
            append(appender, Proposals.use());
            holder.take();
            CompletableFuture<List<Receipt>> first = appender.append(Proposals.uses(1));
            await(() -> fixture.waitingForLock() == 1);
            var whole = appender.appendWhole(List.of(
                    Proposals.of(new Fact.PurposeDefined(new Purpose("a.b"), "A.", Map.of())),
                    shared,
                    Proposals.of(new Fact.FactRetracted(Proposals.id(), "unknown"))));
            // Stands on what the refused batch would have defined, and shares a fact with it.
            var refused = appender.appendWhole(List.of(shared, Proposals.of(unknown)));
            var admitted = appender.appendWhole(List.of(shared, Proposals.use()));
            holder.release();
            answer(first);
            assertThat(answer(whole)).isEqualTo(Collections.nCopies(3, new Receipt.Refused(Refusal.TARGET_UNKNOWN)));
            assertThat(answer(refused)).isEqualTo(Collections.nCopies(2, new Receipt.Refused(Refusal.PURPOSE_UNKNOWN)));
            assertThat(answer(admitted)).allMatch(Receipt.Appended.class::isInstance);
            assertThat(fixture.ledger().size()).isEqualTo(4);
        }
    }

    @Test
    void senders_wait_for_a_held_lock_then_hear_that_nothing_was_stored_and_go_on_once_it_is_free() {
        try (Appender appender = fixture.waitingFor(Duration.ofMillis(300));
                Holder holder = new Holder(fixture)) {
            holder.take();
            assertThatThrownBy(() -> append(appender, Proposals.use()))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("nothing was stored");
            holder.release();
            append(appender, Proposals.use());
            assertThat(fixture.ledger().size()).isEqualTo(1);
        }
    }

    @Test
    void whoever_holds_the_lock_and_does_nothing_is_ended_by_the_server() throws SQLException {
        try (Appender appender = fixture.appender();
                Connection idle = fixture.database.connect()) {
            execute(idle, "set idle_in_transaction_session_timeout = '300ms'");
            idle.setAutoCommit(false);
            execute(idle, "select * from ledger.head for update");
            append(appender, Proposals.use());
            assertThatThrownBy(() -> execute(idle, "select 1")).isInstanceOf(SQLException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"6 seconds", "1 day"})
    void a_database_clock_behind_the_ledger_stops_appending_and_leaves_the_lock_free(String ahead) throws Exception {
        try (Appender appender = fixture.appender()) {
            append(appender, Proposals.use());
            fixture.asOwner("update ledger.head set recorded_at = clock_timestamp() + interval '" + ahead + "'");
            assertThatThrownBy(() -> append(appender, Proposals.use()))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("clock");
            try (Connection other = fixture.database.connect()) {
                other.setAutoCommit(false);
                execute(other, "select * from ledger.head for update nowait");
                other.rollback();
            }
            fixture.asOwner("update ledger.head set recorded_at = (select max(recorded_at) from ledger.tree_head)");
            append(appender, Proposals.use());
            assertThat(fixture.ledger().size()).isEqualTo(2);
        }
    }

    @Test
    void a_database_clock_a_little_behind_still_gives_later_moments() {
        try (Appender appender = fixture.appender()) {
            append(appender, Proposals.use());
            Instant ahead =
                    Clock.systemUTC().instant().plusSeconds(4).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
            fixture.asOwner("update ledger.head set recorded_at = '" + ahead + "'");
            Receipt receipt = append(appender, Proposals.use());
            assertThat(receipt).isEqualTo(new Receipt.Appended(2, ahead.plusNanos(1_000)));
        }
    }

    @ParameterizedTest
    @CsvSource({"-PT6S", "PT6S", "PT48H"})
    void a_database_clock_away_from_this_nodes_stops_appending(Duration away) {
        Clock clock = Clock.offset(Clock.systemUTC(), away);
        try (Appender appender = new Appender(fixture.database::connect, Proposals.CODEC, UsualSettings.of(clock))) {
            assertThatThrownBy(() -> append(appender, Proposals.use()))
                    .isInstanceOf(LedgerUnavailable.class)
                    .hasMessageContaining("clock");
            assertThat(fixture.ledger().size()).isZero();
        }
    }

    @Test
    void a_listener_that_fails_changes_nothing() {
        try (Appender appender = fixture.appender()) {
            appender.onAppend(_ -> {
                throw new IllegalStateException("on purpose");
            });
            var told = new CompletableFuture<Long>();
            appender.onAppend(told::complete);
            assertThat(append(appender, Proposals.use())).isInstanceOf(Receipt.Appended.class);
            assertThat(told.join()).isEqualTo(1);
        }
    }

    @Test
    void a_closed_appender_takes_nothing_and_leaves_nobody_waiting() {
        Appender appender = fixture.appender();
        CompletableFuture<List<Receipt>> before = appender.append(Proposals.uses(100));
        appender.close();
        assertThatThrownBy(() -> append(appender, Proposals.use())).isInstanceOf(LedgerUnavailable.class);
        before.exceptionally(_ -> List.of()).orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(before.isCompletedExceptionally()).isEqualTo(fixture.ledger().size() == 0);
    }

    @Test
    void a_batch_larger_than_a_group_is_an_error_of_its_sender() {
        try (Appender appender = fixture.appender()) {
            assertThatThrownBy(() -> appender.append(Proposals.uses(10_001)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "update ledger.fact set leaf = leaf",
        "delete from ledger.fact",
        "truncate ledger.fact",
        "update ledger.tree_head set size = size",
        "delete from ledger.tree_head",
        "truncate ledger.tree_head",
        "delete from ledger.text where false",
        "truncate ledger.text",
    })
    void the_database_refuses_to_change_history_whoever_asks(String sql) throws SQLException {
        try (Connection service = fixture.database.connect();
                Connection owner = fixture.database.connectAsOwner()) {
            assertThatThrownBy(() -> execute(service, sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            assertThatThrownBy(() -> execute(owner, sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    /** Another session that holds the ledger's lock. */
    private static final class Holder implements AutoCloseable {
        private final Connection connection;

        Holder(AppenderFixture fixture) {
            try {
                connection = fixture.database.connect();
                connection.setAutoCommit(false);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void take() {
            run("select * from ledger.head for update");
        }

        void run(String sql) {
            try {
                execute(connection, sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void release() {
            try {
                connection.rollback();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
