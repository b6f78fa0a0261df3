package org.consentledger.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.write.Reports.collect;
import static org.consentledger.write.Reports.collection;
import static org.consentledger.write.Reports.consent;
import static org.consentledger.write.Reports.phone;
import static org.consentledger.write.Reports.retract;
import static org.consentledger.write.Reports.use;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.consentledger.law.FactId;
import org.consentledger.law.Refusal;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.UsualSettings;
import org.consentledger.store.WholeLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Ten senders at two nodes, all with lists about the same newcomers, while connections are ended and the lock is held: what was
 * answered is what is stored. {@code -Ddisturbed-lists=2000} makes an hour's soak of it.
 */
class DisturbedNodesIT {
    private static final int SENDERS = 10;
    private static final int LISTS = Integer.getInteger("disturbed-lists", 12);
    private static final int[] LENGTHS = {3, 40, 700, 1_900};

    private final TestLedger test = new TestLedger();
    private final Ledger other =
            new Ledger(test.database().ledger(), test.installation(), UsualSettings.of(Clock.systemUTC()));
    private final Map<FactId, Long> answered = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @BeforeEach
    void define() {
        Submission purpose = Reports.of(Reports.define(Reports.ADS));
        answered.put(purpose.id(), Reports.place(test.ledger().commands().record(purpose)));
    }

    @AfterEach
    void close() {
        other.close();
        test.close();
    }

    @Test
    void what_was_answered_is_what_is_stored() throws Exception {
        var done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> disturbing = threads.submit(() -> disturb(done));
            var sending = new ArrayList<Future<?>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int seed = sender;
                sending.add(threads.submit(() -> send(seed)));
            }
            try {
                for (Future<?> one : sending) {
                    one.get();
                }
            } finally {
                done.set(true);
            }
            disturbing.get();
        }
        assertThat(ended.get()).as("connections ended").isPositive();
        WholeLedger stored = WholeLedger.consistent(test.database());
        assertThat(stored.size()).isEqualTo(answered.size());
        answered.forEach((id, place) -> assertThat(stored.fact(id).place()).isEqualTo(place));
    }

    /** Ends some connections of the appenders, or holds the lock they need, again and again. */
    private Void disturb(AtomicBoolean done) throws SQLException {
        var random = new Random(1);
        while (!done.get()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(100, 400)));
            try (Connection connection = test.database().connectAsOwner();
                    Statement statement = connection.createStatement()) {
                if (random.nextBoolean()) {
                    statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name like '%dedicated'"
                            + " and random() < 0.6");
                    ended.incrementAndGet();
                } else {
                    connection.setAutoCommit(false);
                    statement.execute("select * from ledger.head for update");
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(20, 300)));
                    connection.rollback();
                }
            }
        }
        return null;
    }

    private Void send(int seed) {
        var random = new Random(seed);
        LedgerCommands node = (seed % 2 == 0 ? test.ledger() : other).commands();
        for (int i = 0; i < LISTS; i++) {
            var list = new MixedList(random, LENGTHS[random.nextInt(LENGTHS.length)], sent);
            List<Recording> recordings = null;
            while (recordings == null) {
                try {
                    recordings = node.recordAll(list.submissions);
                } catch (LedgerUnavailable e) {
                    // The sender asks again, as it is told to.
                }
            }
            check(list, recordings);
        }
        return null;
    }

    /** One place for one id, in the order of the list, and of two collections under one id the first. */
    private void check(MixedList list, List<Recording> recordings) {
        long last = 0;
        var seen = new HashSet<FactId>();
        for (int i = 0; i < recordings.size(); i++) {
            FactId id = list.submissions.get(i).id();
            if (list.taken.contains(id)) {
                assertThat(recordings.get(i)).isEqualTo(new Recording.Refused(Refusal.COLLECTION_TAKEN));
                continue;
            }
            assertThat(recordings.get(i)).isInstanceOf(Recording.Recorded.class);
            long place = ((Recording.Recorded) recordings.get(i)).place();
            assertThat(answered.merge(id, place, (before, _) -> before)).isEqualTo(place);
            if (seen.add(id)) {
                assertThat(place).isGreaterThan(last);
                last = place;
            }
        }
    }

    /** Every kind of line that depends on another, about a few persons whom all senders name as new at the same time. */
    private static final class MixedList {
        private final List<Submission> submissions = new ArrayList<>();
        private final Set<FactId> taken = new HashSet<>();
        private final Random random;
        private final AtomicInteger sent;

        MixedList(Random random, int length, AtomicInteger sent) {
            this.random = random;
            this.sent = sent;
            while (submissions.size() < length) {
                addSome();
            }
        }

        private void addSome() {
            String who = "p" + sent.incrementAndGet() / 2_000 + "-" + random.nextInt(30);
            switch (random.nextInt(5)) {
                case 0 -> {
                    Submission given = add(consent(who));
                    add(retract(given.id()));
                }
                case 1 -> {
                    var collection = collection();
                    add(collect(phone(who, number()), collection));
                    taken.add(add(collect(phone("other" + who, "+14155550131"), collection))
                            .id());
                    add(Reports.assign(collection));
                }
                case 2 -> add(use(phone(null, number())));
                case 3 -> add(consent(who));
                default ->
                    submissions.add(
                            submissions.isEmpty()
                                    ? Reports.of(consent(who))
                                    : submissions.get(random.nextInt(submissions.size())));
            }
        }

        private Submission add(LedgerCommand command) {
            Submission submission = Reports.of(command);
            submissions.add(submission);
            return submission;
        }

        private String number() {
            return "+1415555" + String.format(Locale.ROOT, "%04d", random.nextInt(10_000));
        }
    }
}
