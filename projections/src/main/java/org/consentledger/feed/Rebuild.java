package org.consentledger.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
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

    private final DataSource database;
    private final LedgerReader reader;

    Rebuild(DataSource database, LedgerReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** Builds {@code views} together from the first fact on; returns when they have taken their places. */
    void run(List<View> views) throws SQLException {
        try (Connection lock = database.getConnection()) {
            for (View view : views) {
                advisoryLock(lock, "select pg_advisory_lock(hashtextextended(?, 0))", view);
            }
            try {
                build(views);
            } finally {
                for (View view : views) {
                    advisoryLock(lock, "select pg_advisory_unlock(hashtextextended(?, 0))", view);
                }
            }
        }
    }

    private static void advisoryLock(Connection connection, String sql, View view) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "consent-ledger view " + view.name());
            statement.execute();
        }
    }

    private void build(List<View> views) throws SQLException {
        long upTo = reader.head().size();
        LOG.info("building views anew up to place {}", upTo);
        for (View view : views) {
            inTransaction(connection -> begin(connection, view));
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(views.size());
                var batches = new Batches(reader, 0, upTo, BATCH_FACTS)) {
            for (List<Recorded> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                List<Recorded> facts = batch;
                eachOn(
                        workers,
                        views,
                        view -> inTransaction(connection -> {
                            view.fill(connection, next(view), facts);
                            Positions.put(
                                    connection,
                                    next(view),
                                    view.version(),
                                    facts.getLast().place());
                        }));
            }
            eachOn(workers, views, view -> inTransaction(connection -> view.index(connection, next(view))));
        }
        for (View view : views) {
            takePlace(view, upTo);
        }
        LOG.info("views are built");
    }

    private static void begin(Connection connection, View view) throws SQLException {
        execute(connection, "drop schema if exists " + next(view) + " cascade");
        view.create(connection, next(view));
        Positions.put(connection, next(view), view.version(), 0);
    }

    /** First comes as close to the ledger's head as it can, then holds the old view still for the last facts and the change. */
    private void takePlace(View view, long builtTo) throws SQLException {
        long head = reader.head().size();
        inTransaction(connection -> catchUp(connection, view, builtTo, head));
        inTransaction(connection -> {
            long live = Positions.locked(connection, view.name())
                    .map(Positions.Position::place)
                    .orElse(0L);
            catchUp(connection, view, head, live);
            execute(connection, "drop schema if exists " + view.name() + " cascade");
            execute(connection, "alter schema " + next(view) + " rename to " + view.name());
            Positions.remove(connection, next(view));
            Positions.put(connection, view.name(), view.version(), Math.max(head, live));
            view.complete(connection);
        });
    }

    private void catchUp(Connection connection, View view, long after, long upTo) throws SQLException {
        try (var batches = new Batches(reader, after, upTo, BATCH_FACTS)) {
            for (List<Recorded> batch = batches.next(); !batch.isEmpty(); batch = batches.next()) {
                view.apply(connection, next(view), batch);
            }
        }
    }

    private static String next(View view) {
        return view.name() + Positions.NEXT;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Work on one connection. */
    interface Work {
        void with(Connection connection) throws SQLException;
    }

    private interface ViewWork {
        void on(View view) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
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
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
