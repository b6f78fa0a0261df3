package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A fresh database and what tests of appenders do with it. */
final class AppenderFixture implements AutoCloseable {
    static final AppenderSettings SETTINGS = UsualSettings.of(Clock.systemUTC());

    final TestDatabase database = TestDatabase.fresh();

    Appender appender() {
        return new Appender(database::connect, Proposals.CODEC, SETTINGS);
    }

    /** An appender whose session waits for locks only so long. */
    Appender waitingFor(Duration lockTimeout) {
        return new Appender(
                () -> {
                    Connection connection = database.connect();
                    execute(connection, "set lock_timeout = " + lockTimeout.toMillis());
                    return connection;
                },
                Proposals.CODEC,
                SETTINGS);
    }

    LedgerReader reader() {
        return new LedgerReader(database.pool(), Proposals.CODEC);
    }

    WholeLedger ledger() {
        return WholeLedger.consistent(database);
    }

    static AppenderSettings patience(Duration patience) {
        return new AppenderSettings(
                SETTINGS.clock(),
                SETTINGS.groupFacts(),
                SETTINGS.waitingFacts(),
                SETTINGS.clockTolerance(),
                SETTINGS.clockDrift(),
                patience);
    }

    /** The answer, or the error that was answered; waits at most a minute. */
    static <T> T answer(CompletableFuture<T> future) {
        try {
            return future.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one receipt of a proposal appended by itself. */
    static Receipt append(Appender appender, Proposal proposal) {
        return answer(appender.append(List.of(proposal))).getFirst();
    }

    /** Returns once {@code condition} holds; fails after half a minute. */
    static void await(BooleanSupplier condition) {
        long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - giveUpAt > 0) {
                throw new AssertionError("it did not happen within half a minute");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** As the owner, who may change what the triggers do not protect. */
    void asOwner(String sql) {
        try (Connection connection = database.connectAsOwner()) {
            execute(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many sessions of this database wait for a lock. */
    int waitingForLock() {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
