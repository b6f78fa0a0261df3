package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.phone;
import static org.consentledger.write.Reports.refused;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.consentledger.law.Refusal;
import org.consentledger.store.UsualSettings;
import org.consentledger.store.WholeLedger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManySendersIT {
    private static final int SENDERS = 64;

    private final TestLedger test = new TestLedger();
    private final Ledger ledger = test.ledger();
    private final Ledger other =
            new Ledger(test.database().ledger(), test.installation(), UsualSettings.of(Clock.systemUTC()));

    @BeforeAll
    void define() {
        ledger.commands().record(Reports.of(Reports.define(Reports.ADS)));
    }

    @AfterAll
    void close() {
        other.close();
        test.close();
    }

    @Test
    void each_of_64_gets_its_facts_recorded() throws InterruptedException {
        var recorded = new ConcurrentLinkedQueue<Submission>();
        eachOf(SENDERS, sender -> {
            for (int i = 0; i < 10; i++) {
                var submission = Reports.of(
                        i % 2 == 0
                                ? collect(phone("sender-" + sender, "+1415555" + (1_000 + sender)), collection())
                                : Reports.use(phone("sender-" + sender, "+1415555" + (1_000 + sender))));
                Reports.place(ledger.commands().record(submission));
                recorded.add(submission);
            }
        });
        assertThat(recorded).hasSize(SENDERS * 10);
        WholeLedger whole = WholeLedger.consistent(test.database());
        assertThat(recorded).allMatch(submission -> whole.holds(submission.id()));
    }

    @Test
    void words_about_one_person_from_two_nodes_are_all_recorded() throws InterruptedException {
        var recordings = new ConcurrentLinkedQueue<Recording>();
        eachOf(SENDERS, sender -> {
            Ledger node = sender % 2 == 0 ? ledger : other;
            recordings.add(node.commands().record(Reports.of(Reports.consent("one-person"))));
            recordings.addAll(node.commands().recordAll(List.of(Reports.of(Reports.consent("one-person")))));
        });
        assertThat(recordings).hasSize(2 * SENDERS).allMatch(Recording.Recorded.class::isInstance);
        WholeLedger.consistent(test.database());
    }

    @Test
    void one_fact_sent_by_all_of_them_is_recorded_once() throws InterruptedException {
        var submission = Reports.of(Reports.consent("same"));
        var collected = Reports.of(collect(phone("same", "+14155550001"), collection()));
        var consents = new ConcurrentLinkedQueue<Recording>();
        var collections = new ConcurrentLinkedQueue<Recording>();
        eachOf(SENDERS, sender -> {
            Ledger node = sender % 2 == 0 ? ledger : other;
            consents.add(node.commands().record(submission));
            collections.add(node.commands().record(collected));
        });
        for (var recordings : List.of(consents, collections)) {
            assertThat(recordings).hasSize(SENDERS).allMatch(Recording.Recorded.class::isInstance);
            assertThat(recordings.stream()
                            .map(Recording.Recorded.class::cast)
                            .map(Recording.Recorded::place)
                            .distinct())
                    .hasSize(1);
            assertThat(recordings.stream().map(Recording.Recorded.class::cast).filter(recorded -> !recorded.before()))
                    .hasSize(1);
        }
    }

    @Test
    void of_different_facts_under_one_id_one_is_recorded_and_the_others_are_refused() throws InterruptedException {
        var id = Reports.id();
        var recordings = new ConcurrentLinkedQueue<Recording>();
        eachOf(
                SENDERS,
                sender -> recordings.add((sender % 2 == 0 ? ledger : other)
                        .commands()
                        .record(Reports.of(id, Reports.consent("different-" + sender)))));
        assertThat(recordings.stream().filter(Recording.Recorded.class::isInstance))
                .hasSize(1);
        assertThat(recordings.stream().filter(refused(Refusal.CONTENT_DIFFERS)::equals))
                .hasSize(SENDERS - 1);
    }

    @Test
    void who_waits_for_the_group_holds_no_pooled_connection() throws Exception {
        var pool = test.database().pool().unwrap(HikariDataSource.class);
        List<Thread> senders = new ArrayList<>();
        var recordings = new ConcurrentLinkedQueue<Recording>();
        try (Connection holder = test.database().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from ledger.head for update");
            for (int i = 0; i < SENDERS; i++) {
                String person = "waiting-" + i;
                senders.add(Thread.ofPlatform()
                        .start(() -> recordings.add(ledger.commands().record(Reports.of(Reports.consent(person))))));
            }
            await(() -> senders.stream().allMatch(sender -> sender.getState() == Thread.State.WAITING));
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
            assertThat(recordings).isEmpty();
            holder.rollback();
        }
        for (Thread sender : senders) {
            sender.join();
        }
        assertThat(recordings).hasSize(SENDERS).allMatch(Recording.Recorded.class::isInstance);
    }

    private static void eachOf(int senders, IntConsumer work) throws InterruptedException {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < senders; i++) {
            int sender = i;
            threads.add(Thread.ofPlatform().unstarted(() -> {
                try {
                    work.accept(sender);
                } catch (RuntimeException | Error e) {
                    failures.add(e);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(failures).isEmpty();
    }

    private static void await(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - giveUpAt).as("it happens in time").isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }
}
