package org.consentledger.write;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.consentledger.identity.Installation;
import org.consentledger.law.Fact;
import org.consentledger.store.FactStream;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.consentledger.store.UsualSettings;
import org.postgresql.PGConnection;

/**
 * What appending costs, beside Axon's own JDBC engine and a bare COPY, on one server in one run.
 *
 * <p>Arguments: {@code bulk <facts>}, {@code single <facts>} or {@code growth <facts>}.
 */
public final class AppendLoad {
    private static final int LIST = 10_000;
    private static final int SENDERS = 32;
    private static final int YOUNG = 100_000;
    private static final String BARE_COPY =
            "copy bare (place, fact_id, source, stream, sequence, content, leaf, entry) from stdin (format binary)";

    private final LoadServer server;
    private final Path folder;
    private int ledgers;

    private AppendLoad(LoadServer server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        String what = arguments.length > 0 ? arguments[0] : "bulk";
        int facts = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "append-");
        try (var server = new LoadServer(folder.resolve("postgres"))) {
            var load = new AppendLoad(server, folder);
            switch (what) {
                case "bulk" -> load.bulk(facts);
                case "single" -> load.single(facts);
                case "growth" -> load.growth(facts);
                default -> throw new IllegalArgumentException("bulk, single or growth");
            }
        }
    }

    private Ledger ledger(LedgerDatabase database) {
        return new Ledger(
                database,
                Installation.open(folder.resolve("secrets-" + ++ledgers), null),
                UsualSettings.of(Clock.systemUTC()));
    }

    // ---- bulk ----

    private void bulk(int facts) throws Exception {
        warmUp();
        for (int round = 1; round <= 3; round++) {
            for (int senders : new int[] {1, 2}) {
                try (LedgerDatabase database = server.database();
                        LedgerDatabase other = server.database()) {
                    double ours = bulkOurs(database, new Uses(true), facts, senders);
                    double bare = bareCopy(database);
                    double stock = bulkStock(facts, senders);
                    double random = bulkOurs(other, new Uses(false), facts, senders);
                    System.out.printf(
                            "bulk, round %d, %d senders: ours %,.0f/s; bare COPY %,.0f/s (ratio %.2f);"
                                    + " stock Axon %,.0f/s (ratio %.2f); ours with random ids %,.0f/s%n",
                            round, senders, ours, bare, ours / bare, stock, ours / stock, random);
                }
            }
        }
    }

    private void warmUp() throws Exception {
        bulkOurs(server.database(), new Uses(true), 200_000, 2);
        bulkStock(50_000, 2);
    }

    private double bulkOurs(LedgerDatabase database, Uses uses, int facts, int senders) throws Exception {
        try (Ledger ledger = ledger(database)) {
            return perSecond(facts, () -> inLists(facts, senders, size -> record(ledger, uses, size)));
        }
    }

    private double bulkStock(int facts, int senders) throws Exception {
        try (LedgerDatabase database = server.database()) {
            grantPublic(database);
            var stock = new StockAxon(database.pool());
            var engine = stock.engine();
            var uses = new Uses(true);
            return perSecond(
                    facts,
                    () -> inLists(facts, senders, size -> {
                        var events = new ArrayList<GenericEventMessage<Fact>>(size);
                        for (int i = 0; i < size; i++) {
                            events.add(event(uses));
                        }
                        stock.executeInTransaction(() -> engine.appendEvents(events));
                    }));
        }
    }

    private static GenericEventMessage<Fact> event(Uses uses) {
        Submission submission = uses.next();
        var metaData = MetaData.from(
                Map.of("source", "load", "id", submission.id().id().toString()));
        // Identified as stock Axon does it, where nobody gives it another factory: at random.
        return new GenericEventMessage<>(
                UUID.randomUUID().toString(),
                fact((LedgerCommand.RecordUse) submission.command()),
                metaData,
                Clock.systemUTC().instant());
    }

    private static Fact fact(LedgerCommand.RecordUse use) {
        var target = (LedgerCommand.Target.OfContactPoint) use.contactPoint();
        return new Fact.ContactPointUsed(
                target.contactPoint(),
                null,
                java.util.Set.of(),
                null,
                use.purpose(),
                use.programme(),
                use.advertiser(),
                use.audience(),
                use.list(),
                use.run(),
                use.recipients(),
                use.report());
    }

    /** The very rows that are in the ledger, into a table like it with the same indexes, in lists of the same length. */
    private static double bareCopy(LedgerDatabase database) throws Exception {
        try (Connection connection = LoadServer.asOwner(database)) {
            execute(connection, "create table bare (like ledger.fact including indexes including constraints)");
            List<byte[]> lists = new ArrayList<>();
            long size = size(connection);
            var copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (long from = 0; from < size; from += LIST) {
                var bytes = new ByteArrayOutputStream(LIST * 600);
                copies.copyOut(
                        "copy (select place, fact_id, source, stream, sequence, content, leaf, entry from ledger.fact"
                                + " where place > " + from + " and place <= " + (from + LIST)
                                + " order by place) to stdout (format binary)",
                        bytes);
                lists.add(bytes.toByteArray());
            }
            double rate = perSecond(Math.toIntExact(size), () -> {
                for (byte[] list : lists) {
                    copies.copyIn(BARE_COPY, new ByteArrayInputStream(list), 128 * 1024);
                }
            });
            execute(connection, "drop table bare");
            return rate;
        }
    }

    // ---- single ----

    private void single(int facts) throws Exception {
        for (int round = 0; round <= 3; round++) {
            for (Threads threads : Threads.values()) {
                single(facts, round, threads);
            }
        }
    }

    /** What senders run on: both kinds wait for their fact to be durable before they send the next. */
    private enum Threads {
        PLATFORM,
        VIRTUAL;

        ExecutorService pool() {
            return this == PLATFORM
                    ? Executors.newFixedThreadPool(SENDERS)
                    : Executors.newVirtualThreadPerTaskExecutor();
        }
    }

    private void single(int facts, int round, Threads threads) throws Exception {
        try (LedgerDatabase database = server.database();
                Ledger ledger = ledger(database)) {
            ledger.commands()
                    .record(new Submission(
                            new org.consentledger.law.FactId("load", UUID.randomUUID()),
                            null,
                            null,
                            new LedgerCommand.DefinePurpose(
                                    new org.consentledger.law.Purpose("advertising"), "Advertising", Map.of())));
            var uses = new Uses(true);
            Sent ours = send(facts, threads, () -> {
                if (!(ledger.commands().record(uses.next()) instanceof Recording.Recorded)) {
                    throw new IllegalStateException("refused");
                }
            });
            Sent oursNew = send(facts, threads, () -> {
                if (!(ledger.commands().record(assignment()) instanceof Recording.Recorded)) {
                    throw new IllegalStateException("refused");
                }
            });
            Sent stock = singleStock(facts, threads);
            Sent stockNew = singleStockNew(facts, threads);
            if (round > 0) {
                System.out.printf(
                        "single uses, 32 senders on %s threads, round %d: ours %s; stock Axon %s; ratio %.2f%n",
                        threads, round, ours, stock, ours.rate / stock.rate);
                System.out.printf(
                        "single assignments, a new aggregate each: ours %s; stock Axon %s; ratio %.2f%n",
                        oursNew, stockNew, oursNew.rate / stockNew.rate);
            }
        }
    }

    /** The same aggregate on stock Axon: loaded, found to be new, its first event appended, in one transaction. */
    private Sent singleStockNew(int facts, Threads threads) throws Exception {
        try (LedgerDatabase database = server.database()) {
            grantPublic(database);
            var stock = new StockAxon(database.pool());
            EmbeddedEventStore store =
                    EmbeddedEventStore.builder().storageEngine(stock.engine()).build();
            var subjects = EventSourcingRepository.builder(SubjectAggregate.class)
                    .eventStore(store)
                    .build();
            var bus = SimpleCommandBus.builder().transactionManager(stock).build();
            bus.subscribe(LedgerCommand.AssignPurpose.class.getName(), command -> {
                var assign = (LedgerCommand.AssignPurpose) command.getPayload();
                var fact = new Fact.PurposeAssigned(assign.collection(), assign.purpose(), assign.basis());
                String subject = java.util.Objects.requireNonNull(FactStream.of(fact))
                        .id()
                        .toString();
                subjects.loadOrCreate(subject, SubjectAggregate::new)
                        .execute(_ -> AggregateLifecycle.apply(fact, command.getMetaData()));
                return "";
            });
            Sent sent = send(facts, threads, () -> {
                var callback = new FutureCallback<LedgerCommand, Object>();
                var metaData = MetaData.from(
                        Map.of("source", "load", "id", UUID.randomUUID().toString()));
                bus.dispatch(new GenericCommandMessage<>(assignment().command(), metaData), callback);
                if (callback.getResult().isExceptional()) {
                    throw new IllegalStateException(callback.getResult().exceptionResult());
                }
            });
            store.shutDown();
            return sent;
        }
    }

    private static Submission assignment() {
        return new Submission(
                new org.consentledger.law.FactId("load", UUID.randomUUID()),
                null,
                null,
                new LedgerCommand.AssignPurpose(
                        new org.consentledger.law.CollectionId(UUID.randomUUID()),
                        new org.consentledger.law.Purpose("advertising"),
                        org.consentledger.law.Basis.CONSENT));
    }

    private Sent singleStock(int facts, Threads threads) throws Exception {
        try (LedgerDatabase database = server.database()) {
            grantPublic(database);
            var stock = new StockAxon(database.pool());
            EmbeddedEventStore store =
                    EmbeddedEventStore.builder().storageEngine(stock.engine()).build();
            var bus = SimpleCommandBus.builder().transactionManager(stock).build();
            bus.subscribe(LedgerCommand.RecordUse.class.getName(), command -> {
                store.publish(new GenericEventMessage<>(
                        fact((LedgerCommand.RecordUse) command.getPayload()), command.getMetaData()));
                return "";
            });
            var uses = new Uses(true);
            Sent sent = send(facts, threads, () -> {
                var callback = new FutureCallback<LedgerCommand.RecordUse, Object>();
                bus.dispatch(
                        new GenericCommandMessage<>(
                                uses.use(),
                                MetaData.from(Map.of(
                                        "source",
                                        "load",
                                        "id",
                                        UUID.randomUUID().toString()))),
                        callback);
                if (callback.getResult().isExceptional()) {
                    throw new IllegalStateException(callback.getResult().exceptionResult());
                }
            });
            store.shutDown();
            return sent;
        }
    }

    // ---- growth ----

    /** A ledger that has grown beside young ones, in turn: what else the machine does hits both. */
    private void growth(int facts) throws Exception {
        warmUp();
        int window = 250_000;
        try (LedgerDatabase database = server.database();
                Ledger grown = ledger(database)) {
            var uses = new Uses(true);
            System.out.printf("growth: filled at %,.0f/s%n", append(grown, uses, facts));
            for (int round = 1; round <= 5; round++) {
                try (LedgerDatabase other = server.database();
                        Ledger young = ledger(other)) {
                    var others = new Uses(true);
                    append(young, others, YOUNG);
                    double few = append(young, others, window);
                    double many = append(grown, uses, window);
                    System.out.printf(
                            "growth, round %d: behind %,d facts %,.0f/s, behind %,d facts %,.0f/s (ratio %.2f)%n",
                            round, YOUNG, few, facts + (round - 1) * window, many, many / few);
                }
            }
        }
    }

    private static double append(Ledger ledger, Uses uses, int facts) throws Exception {
        return perSecond(facts, () -> inLists(facts, 2, size -> record(ledger, uses, size)));
    }

    private static void record(Ledger ledger, Uses uses, int size) {
        var submissions = new ArrayList<Submission>(size);
        for (int i = 0; i < size; i++) {
            submissions.add(uses.next());
        }
        for (Recording recording : ledger.commands().recordAll(submissions)) {
            if (!(recording instanceof Recording.Recorded)) {
                throw new IllegalStateException("refused");
            }
        }
    }

    // ---- measuring ----

    private interface Work {
        void run() throws Exception;
    }

    private interface ListWork {
        void run(int size) throws Exception;
    }

    private static double perSecond(int facts, Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return facts * 1e9 / (System.nanoTime() - began);
    }

    private static void inLists(int facts, int senders, ListWork work) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(senders)) {
            var running = new ArrayList<Future<?>>();
            for (int from = 0; from < facts; from += LIST) {
                int size = Math.min(LIST, facts - from);
                running.add(pool.submit(() -> {
                    work.run(size);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }

    private record Sent(double rate, Duration median, Duration p99) {
        @Override
        public String toString() {
            return "%,.0f/s (median %.1f ms, p99 %.1f ms)".formatted(rate, median.toNanos() / 1e6, p99.toNanos() / 1e6);
        }
    }

    private static Sent send(int facts, Threads threads, Work work) throws Exception {
        int each = facts / SENDERS;
        long[] nanos = new long[each * SENDERS];
        long began = System.nanoTime();
        try (ExecutorService pool = threads.pool()) {
            var running = new ArrayList<Future<?>>();
            for (int sender = 0; sender < SENDERS; sender++) {
                int offset = sender * each;
                running.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        long sent = System.nanoTime();
                        work.run();
                        nanos[offset + i] = System.nanoTime() - sent;
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        double rate = nanos.length * 1e9 / (System.nanoTime() - began);
        Arrays.sort(nanos);
        return new Sent(
                rate, Duration.ofNanos(nanos[nanos.length / 2]), Duration.ofNanos(nanos[(int) (nanos.length * 0.99)]));
    }

    private static void grantPublic(LedgerDatabase database) throws SQLException {
        try (Connection connection = LoadServer.asOwner(database)) {
            execute(connection, "grant all on schema public to public");
        }
    }

    private static long size(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select size from ledger.head")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
