package org.consentledger.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds views anew beside the ones that answer, and takes their place in one transaction. What is half built when the node
 * dies is thrown away by the next rebuild.
 */
final class Rebuild {
    private static final Logger LOG = LoggerFactory.getLogger(Rebuild.class);
    private static final int BATCH_FACTS = 10_000;
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    /** How often the old view is asked to make way, a quarter of a second each time. */
    private static final int ATTEMPTS = 400;

    private final DataSource database;
    private final LedgerReader reader;

    Rebuild(DataSource database, LedgerReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** Builds {@code views} together from the first fact on; returns when they have taken their places. */
    void run(List<View> views) throws SQLException {
        BuildLock.holding(database, views, () -> build(views));
    }

    /** Builds those of {@code views} that are not there or are of another version. */
    void missing(List<View> views) throws SQLException {
        if (missingOf(views).isEmpty()) {
            return;
        }
        BuildLock.holding(database, views, () -> {
            // Another node may have built them while this one waited for the lock.
            List<View> missing = missingOf(views);
            if (!missing.isEmpty()) {
                build(missing);
            }
        });
    }

    private List<View> missingOf(List<View> views) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<String, Positions.Position> positions = Positions.all(connection);
            return views.stream()
                    .filter(view -> {
                        Positions.Position position = positions.get(view.name());
                        return position == null || position.version() != view.version();
                    })
                    .toList();
        }
    }

    private void build(List<View> views) throws SQLException {
        long upTo = reader.head().size();
        LOG.atInfo().addKeyValue("place", upTo).log("building views anew");
        for (View view : views) {
            inTransaction(connection -> begin(connection, view));
        }
        boolean built = false;
        try {
            fill(views, upTo);
            for (View view : views) {
                takePlace(view, upTo);
            }
            built = true;
        } finally {
            if (!built) {
                throwAway(views);
            }
        }
        LOG.info("views are built");
    }

    private static void begin(Connection connection, View view) throws SQLException {
        Transactions.execute(connection, "drop schema if exists " + next(view) + " cascade");
        view.create(connection, next(view));
        Transactions.execute(connection, "create table " + next(view) + "." + Reading.GATE + " ()");
        Positions.put(connection, next(view), view.version(), 0);
    }

    private void throwAway(List<View> views) {
        for (View view : views) {
            try {
                inTransaction(connection -> {
                    Transactions.execute(connection, "drop schema if exists " + next(view) + " cascade");
                    Positions.remove(connection, next(view));
                });
            } catch (SQLException e) {
                LOG.atWarn()
                        .setCause(e)
                        .addKeyValue("view", view.name())
                        .log("what was built of a view stays until it is built again");
            }
        }
    }

    private void fill(List<View> views, long upTo) throws SQLException {
        try (ExecutorService workers = Executors.newFixedThreadPool(views.size());
                var batches = new Batches(reader, 0, upTo, BATCH_FACTS)) {
            for (List<Recorded> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                List<Recorded> facts = batch;
                eachOn(
                        workers,
                        views,
                        view -> inTransaction(connection -> {
                            Positions.advance(
                                    connection,
                                    next(view),
                                    facts.getFirst().place() - 1,
                                    facts.getLast().place());
                            view.fill(connection, next(view), facts);
                        }));
            }
            eachOn(workers, views, view -> inTransaction(connection -> view.index(connection, next(view))));
        }
    }

    /** Comes as close to the ledger's head as it can, then holds the old view still for the last facts and the change. */
    private void takePlace(View view, long builtTo) throws SQLException {
        long reached = builtTo;
        for (int attempt = 1; ; attempt++) {
            long from = reached;
            long head = reader.head().size();
            inTransaction(connection -> catchUp(connection, view, from, head));
            reached = head;
            try {
                inTransaction(connection -> replace(connection, view, head));
                return;
            } catch (SQLException e) {
                // Somebody reads the old view; who comes later waits no longer than one attempt.
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState()) || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void replace(Connection connection, View view, long reached) throws SQLException {
        // Shorter than the time after which the database looks for a deadlock, so that no reader is ever its victim.
        Transactions.execute(connection, "set local lock_timeout = '250ms'");
        long live = Positions.locked(connection, view.name())
                .map(Positions.Position::place)
                .orElse(0L);
        catchUp(connection, view, reached, live);
        Succession.of(connection, view.name(), next(view));
        Positions.remove(connection, next(view));
        Positions.put(connection, view.name(), view.version(), Math.max(reached, live));
        view.complete(connection);
    }

    private void catchUp(Connection connection, View view, long after, long upTo) throws SQLException {
        if (upTo <= after) {
            return;
        }
        try (var batches = new Batches(reader, after, upTo, BATCH_FACTS)) {
            for (List<Recorded> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                Positions.advance(
                        connection,
                        next(view),
                        batch.getFirst().place() - 1,
                        batch.getLast().place());
                view.apply(connection, next(view), batch);
            }
        }
    }

    private static String next(View view) {
        return view.name() + Positions.NEXT;
    }

    private interface ViewWork {
        void on(View view) throws SQLException;
    }

    private void inTransaction(Transactions.Work work) throws SQLException {
        Transactions.run(database, work);
    }

    private static void eachOn(ExecutorService workers, List<View> views, ViewWork work) throws SQLException {
        CompletableFuture<?>[] running = views.stream()
                .map(view -> CompletableFuture.runAsync(
                        () -> {
                            try {
                                work.on(view);
                            } catch (SQLException e) {
                                throw new CompletionException(e);
                            }
                        },
                        workers))
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(running).join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case SQLException cause -> throw cause;
                case RuntimeException cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
