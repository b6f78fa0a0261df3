package org.consentledger.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.consentledger.feed.TestNode.PATIENCE;
import static org.consentledger.feed.TestNode.phone;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.consentledger.identity.DirectoryFailed;
import org.consentledger.identity.Profiles;
import org.consentledger.law.Basis;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.Reason;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.TreeHash;
import org.consentledger.standing.Evidence;
import org.consentledger.store.AppendingProcess;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.Upcaster;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.LedgerCommand.Target;
import org.consentledger.write.Submission;
import org.consentledger.write.TestLedger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The feed brings views to the ledger's head whatever happens in between, and never answers from half of one. */
class FeedIT {
    private final TestLedger test = new TestLedger();
    private final AtomicReference<InterruptedView> view = new AtomicReference<>();
    private final TestNode node = new TestNode(test, test.ledger(), standing -> {
        view.set(new InterruptedView(standing, standing.version()));
        return view.get();
    });

    @TempDir
    Path folder = Path.of("");

    private ContactPointId point = new ContactPointId(new UUID(0, 0));

    @BeforeEach
    void permit() {
        node.definePurposes();
        var phone = phone("user-1", "+14155550123");
        node.assign(node.collect(phone), Basis.CONTRACT);
        point = node.point(phone);
        assertPermitted();
    }

    @AfterEach
    void close() {
        node.close();
        test.close();
    }

    private void assertPermitted() {
        assertThat(node.answer(point).reason()).isEqualTo(Reason.BASIS);
    }

    @Test
    void questions_are_answered_and_facts_arrive_while_views_are_built_anew() throws Exception {
        var done = new AtomicBoolean();
        var answered = new AtomicInteger();
        try (ExecutorService others = Executors.newFixedThreadPool(3)) {
            List<Future<?>> running = List.of(
                    others.submit(until(done, () -> node.say("user-2", ConsentStatus.GIVEN))),
                    others.submit(until(done, () -> {
                        assertThat(node.reasonInSql(point)).isEqualTo(Reason.BASIS.name());
                        return answered.incrementAndGet();
                    })),
                    others.submit(inOrder(done, answered)));
            try {
                for (int i = 0; i < 5; i++) {
                    int before = answered.get();
                    node.feed().rebuild("standing");
                    node.feed().rebuild("history");
                    assertThat(answered.get()).isGreaterThan(before);
                }
            } finally {
                done.set(true);
            }
            for (Future<?> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        node.caughtUp();
        assertEveryFactOnce();
    }

    private static Callable<Void> until(AtomicBoolean done, Callable<?> work) {
        return () -> {
            while (!done.get()) {
                work.call();
            }
            return null;
        };
    }

    /** Asks for what was recorded, each time at least as much as the time before. */
    private Callable<Void> inOrder(AtomicBoolean done, AtomicInteger answered) {
        return () -> {
            long place = 0;
            while (!done.get()) {
                long head = node.feed().awaitHead(PATIENCE);
                Evidence evidence = node.standing().evidence(List.of(point), List.of());
                assertThat(evidence.place()).isGreaterThanOrEqualTo(Math.max(place, head));
                place = evidence.place();
                assertThat(evidence.facts()).hasSize(2);
                assertThat(node.history().of(point, 0, 100).place()).isGreaterThanOrEqualTo(head);
                answered.incrementAndGet();
            }
            return null;
        };
    }

    /** Each word stands once in the standing view, each fact once in the histories of its subjects. */
    private void assertEveryFactOnce() throws SQLException {
        long words = number("select size - 4 from ledger.head");
        assertThat(number("select count(*) from standing.consent")).isEqualTo(words);
        assertThat(number("select count(distinct place) from standing.consent")).isEqualTo(words);
        assertThat(number("select count(distinct place) from history.entry")).isEqualTo(words + 2);
    }

    private long number(String sql) throws SQLException {
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void progress_is_seen_while_a_view_is_built_anew() {
        var seen = new ArrayList<ViewProgress>();
        interrupted().interrupt(() -> {}, () -> seen.addAll(node.feed().progress()));
        node.feed().rebuild("standing");
        assertThat(seen)
                .containsExactly(
                        new ViewProgress("standing", 4, 4L, 4),
                        new ViewProgress("history", 4, null, 4),
                        new ViewProgress("census", 4, null, 4),
                        new ViewProgress("provenance", 4, null, 4));
        assertThat(node.feed().progress()).extracting(ViewProgress::rebuiltTo).containsOnlyNulls();
    }

    @Test
    void a_rebuild_that_fails_leaves_the_old_view_answering_and_the_next_one_succeeds() {
        interrupted().interrupt(() -> {}, () -> {
            throw new IllegalStateException("interrupted by the test");
        });
        assertThatThrownBy(() -> node.feed().rebuild("standing")).hasMessage("interrupted by the test");
        assertThat(node.feed().progress()).extracting(ViewProgress::rebuiltTo).containsOnlyNulls();
        node.say("user-1", ConsentStatus.GIVEN);
        assertPermitted();
        interrupted().interrupt(() -> {}, () -> {});
        node.feed().rebuild("standing");
        assertPermitted();
    }

    @Test
    void what_a_node_that_died_had_built_is_thrown_away() throws SQLException {
        try (Connection connection = test.database().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create schema standing_next; create table standing_next.collection (left_over integer);"
                    + " insert into feed.position values ('standing_next', 1, 2)");
        }
        node.feed().rebuild("standing");
        assertPermitted();
        assertThat(node.feed().progress()).extracting(ViewProgress::rebuiltTo).containsOnlyNulls();
    }

    @Test
    void a_rebuild_whose_connections_are_cut_fails_and_the_feed_goes_on() {
        interrupted().interrupt(this::cutConnections, () -> {});
        assertThatThrownBy(() -> node.feed().rebuild("standing")).isInstanceOf(LedgerUnavailable.class);
        interrupted().interrupt(() -> {}, () -> {});
        untilAvailable(() -> node.say("user-1", ConsentStatus.GIVEN));
        untilAvailable(() -> node.feed().rebuild("standing"));
        untilAvailable(this::assertPermitted);
    }

    /** Ends every connection that the service has. */
    private void cutConnections() {
        try (Connection owner = test.database().connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                    + " where datname = current_database() and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_view_of_another_version_is_built_anew_at_start() throws SQLException {
        try (var other = new TestNode(test, test.ledger(), standing -> new InterruptedView(standing, 99))) {
            other.caughtUp();
            assertThat(other.answer(point).reason()).isEqualTo(Reason.BASIS);
        }
        assertThat(number("select version from feed.position where schema = 'standing'"))
                .isEqualTo(99);
    }

    @Test
    void two_nodes_on_one_database_both_show_everything_once() throws Exception {
        var settings = UsualSettings.of(Clock.systemUTC());
        try (var ledger = new Ledger(test.database().ledger(), test.installation(), settings);
                var other = new TestNode(test, ledger);
                ExecutorService both = Executors.newFixedThreadPool(2)) {
            List<Future<Void>> running = new ArrayList<>();
            for (TestNode one : List.of(node, other)) {
                running.add(both.submit(() -> {
                    for (int i = 0; i < 60; i++) {
                        one.say("user-" + i, ConsentStatus.GIVEN);
                    }
                    return null;
                }));
            }
            for (Future<Void> one : running) {
                one.get(60, TimeUnit.SECONDS);
            }
            var phone = phone("user-1", "+14155550199");
            node.collect(phone);
            other.caughtUp();
            assertThat(other.find(phone)).isEqualTo(node.find(phone)).hasSize(1);
            assertThat(number("select count(*) from standing.consent")).isEqualTo(120);
            assertThat(number("select count(distinct place) from standing.consent"))
                    .isEqualTo(120);
        }
    }

    @Test
    void what_two_other_processes_append_is_shown_once_each() throws Exception {
        long before = number("select size from ledger.head");
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Process one = AppendingProcess.start(test.database(), 1, 1_000, false, first);
        Process other = AppendingProcess.start(test.database(), 2, 1_000, false, second);
        try {
            AppendingProcess.begin(List.of(one, other), List.of(first, second));
            assertThat(one.waitFor(60, TimeUnit.SECONDS) ? one.exitValue() : -1).isZero();
            assertThat(other.waitFor(60, TimeUnit.SECONDS) ? other.exitValue() : -1)
                    .isZero();
        } finally {
            one.destroyForcibly();
            other.destroyForcibly();
        }
        node.caughtUp();
        String uses = "select %s from history.entry where place > " + before;
        assertThat(number(uses.formatted("count(*)"))).isEqualTo(2_000);
        assertThat(number(uses.formatted("count(distinct place)"))).isEqualTo(2_000);
        Set<Long> answered = new HashSet<>(AppendingProcess.answered(first).values());
        answered.addAll(AppendingProcess.answered(second).values());
        assertThat(answered)
                .hasSize(2_000)
                .allMatch(place -> place > before)
                .contains(number(uses.formatted("min(place)")), number(uses.formatted("max(place)")));
    }

    @Test
    void a_view_that_was_left_behind_is_brought_on_at_the_next_start_although_nothing_new_comes() {
        node.close();
        var collection = new CollectionId(UUID.randomUUID());
        var late = phone("user-2", "+14155550124");
        for (LedgerCommand command : List.of(
                new LedgerCommand.CollectContactPoint(
                        late, collection, "sign-up", LedgerCommand.SuppliedBy.PERSON, null, "US"),
                new LedgerCommand.AssignPurpose(collection, TestNode.AUDIENCE_MATCH, Basis.CONTRACT))) {
            test.ledger().commands().record(new Submission(new FactId("test", UUID.randomUUID()), null, null, command));
        }
        assertThat(node.feed().progress())
                .allSatisfy(progress ->
                        assertThat(progress.head() - progress.place()).isEqualTo(2));
        try (var next = new TestNode(test)) {
            next.caughtUp();
            assertThat(next.feed().progress())
                    .allSatisfy(progress ->
                            assertThat(progress.head() - progress.place()).isZero());
            assertThat(next.answer(next.point(late)).reason()).isEqualTo(Reason.BASIS);
        }
    }

    @Test
    void followers_hold_the_whole_ledger_however_far_views_are_behind() {
        var recorded = new CountDownLatch(1);
        var ahead = new ConcurrentLinkedQueue<Boolean>();
        interrupted().beforeApplied(facts -> {
            await(recorded);
            ahead.add(node.feed().awaitFollowed(0, PATIENCE).size()
                    >= facts.getLast().place());
        });
        // So many that a view takes them in several batches, some of which are read again.
        for (int i = 0; i < 4; i++) {
            test.ledger()
                    .commands()
                    .recordAll(Stream.generate(this::use).limit(8_500).toList());
        }
        recorded.countDown();
        node.caughtUp();
        assertThat(ahead).hasSizeGreaterThan(4).containsOnly(true);
        assertThat(node.feed().stoppedBy()).isEmpty();
        assertThat(node.feed().progress())
                .allSatisfy(progress -> assertThat(progress.place()).isEqualTo(4 + 4 * 8_500));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Submission use() {
        var use = new LedgerCommand.RecordUse(
                new Target.OfContactPoint(point),
                TestNode.AUDIENCE_MATCH,
                "programme",
                "advertiser",
                null,
                null,
                null,
                List.of(),
                Fact.UseReport.REPORTED);
        return new Submission(new FactId("test", UUID.randomUUID()), null, null, use);
    }

    @Test
    void what_was_written_in_an_older_revision_is_read_by_every_view() throws SQLException {
        var phone = phone("user-3", "+14155550125");
        node.assign(node.collect(phone), Basis.CONSENT);
        long given = node.say("user-3", ConsentStatus.GIVEN);
        ContactPointId older = node.point(phone);
        var said = (Fact.ConsentChanged)
                test.ledger().reader().at(List.of(given)).getFirst().fact();
        var withdrawn = new Fact.ConsentChanged(
                said.person(), null, Set.of(), said.purpose(), ConsentStatus.WITHDRAWN, null, said.how(), null);
        var codec = new FactCodec(List.of(new StateBecameStatus()));
        append(
                "consent.changed",
                0,
                new String(codec.write(withdrawn), StandardCharsets.UTF_8).replace("\"status\"", "\"state\""));
        assertThatThrownBy(() -> node.feed().awaitHead(Duration.ofSeconds(1))).isInstanceOf(LedgerUnavailable.class);
        try (var ledger = new Ledger(
                        test.database().ledger(),
                        test.installation(),
                        Profiles.documented(),
                        UsualSettings.of(Clock.systemUTC()),
                        codec);
                var lifting = new TestNode(test, ledger)) {
            lifting.caughtUp();
            assertThat(lifting.answer(older).reason()).isEqualTo(Reason.CONSENT_NEGATIVE);
            assertThat(lifting.history().of(said.person(), given, 10).happenings())
                    .extracting(happening -> happening.recorded().fact())
                    .containsExactly(withdrawn);
        }
    }

    private static final class StateBecameStatus implements Upcaster {
        @Override
        public String name() {
            return "consent.changed";
        }

        @Override
        public int from() {
            return 0;
        }

        @Override
        public ObjectNode upcast(ObjectNode payload) {
            payload.set("status", payload.remove("state"));
            return payload;
        }
    }

    @Test
    void nothing_is_answered_behind_a_fact_that_nobody_can_read() throws SQLException {
        poison();
        assertThatThrownBy(() -> node.feed().awaitHead(Duration.ofSeconds(1))).isInstanceOf(LedgerUnavailable.class);
        assertThat(node.feed().stoppedBy())
                .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("nobody.knows"));
        assertThat(node.feed().progress()).allSatisfy(progress -> {
            assertThat(progress.place()).isEqualTo(4);
            assertThat(progress.head()).isEqualTo(5);
        });
        assertThatThrownBy(() -> node.feed().rebuild("history")).hasMessageContaining("nobody.knows");
    }

    /** Appends a fact of a type that this version does not know. */
    private void poison() throws SQLException {
        append("nobody.knows", 1, "{}");
    }

    /** Appends an entry as the owner, who alone could. */
    private void append(String type, int revision, String payload) throws SQLException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        byte[] json = payload.getBytes(StandardCharsets.UTF_8);
        long now = Moments.toMicros(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS));
        byte[] entry = ByteBuffer.allocate(80 + name.length + json.length)
                .put(0, (byte) 1)
                .putLong(33, now)
                .putLong(41, now)
                .putLong(49, now)
                .putLong(66, now)
                .putShort(74, (short) 1)
                .put(76, (byte) 'x')
                .put(77, (byte) name.length)
                .put(78, name)
                .putShort(78 + name.length, (short) revision)
                .put(80 + name.length, json)
                .array();
        try (Connection owner = test.database().connectAsOwner();
                Statement statement = owner.createStatement()) {
            ResultSet head = statement.executeQuery("select size, frontier from ledger.head");
            head.next();
            long size = head.getLong(1);
            byte[] leaf = new TreeHash().leaf(entry);
            Frontier frontier = Frontier.of(size, head.getBytes(2)).append(new byte[][] {leaf});
            String fact =
                    "insert into ledger.fact (place, fact_id, source, content, leaf, entry) values (?, ?, 'x', ?, ?, ?)";
            try (PreparedStatement insert = owner.prepareStatement(fact)) {
                insert.setLong(1, size + 1);
                insert.setObject(2, UUID.randomUUID());
                insert.setBytes(3, leaf);
                insert.setBytes(4, leaf);
                insert.setBytes(5, entry);
                insert.executeUpdate();
            }
            String tree = "insert into ledger.tree_head select ?, gen_random_uuid(), now(), ?, ?";
            try (PreparedStatement insert = owner.prepareStatement(tree)) {
                insert.setLong(1, size + 1);
                insert.setBytes(2, frontier.root());
                insert.setBytes(3, frontier.toBytes());
                insert.executeUpdate();
            }
        }
    }

    @Test
    void the_feed_goes_on_behind_lost_connections() {
        for (int i = 0; i < 3; i++) {
            cutConnections();
            untilAvailable(() -> node.say("user-1", ConsentStatus.GIVEN));
            untilAvailable(this::assertPermitted);
        }
    }

    /** Does as it is told and asks again; each answer finds one of the cut connections at most. */
    private static void untilAvailable(Runnable work) {
        for (int attempt = 1; ; attempt++) {
            try {
                work.run();
                return;
            } catch (LedgerUnavailable | DirectoryFailed e) {
                if (attempt == 50) {
                    throw e;
                }
            }
        }
    }

    private InterruptedView interrupted() {
        return Objects.requireNonNull(view.get());
    }
}
