package org.consentledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A fresh, migrated database for one test, dropped when closed. All of a JVM's tests share one server, which runs with
 * the service's own settings but smaller memory and is gone with the JVM.
 */
public final class TestDatabase implements AutoCloseable {
    private static final AtomicInteger created = new AtomicInteger();

    private final String name;
    private final LedgerDatabase ledger;

    private TestDatabase(String name, LedgerDatabase ledger) {
        this.name = name;
        this.ledger = ledger;
    }

    /** The server of this JVM's tests and the migrated database that the others are copied from. */
    private static final class Shared {
        static final String FOLDER = "ledger-test-";
        static final String TEMPLATE = "ledger_template";
        static final Queue<Runnable> LAST_WORK = new ConcurrentLinkedQueue<>();
        static final EmbeddedServer SERVER = start();

        private static EmbeddedServer start() {
            try {
                Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
                Path binaries = target.resolve("postgres");
                removeLeftOvers(target, ServerBinaries.unpackedIn(binaries));
                Path folder = Files.createTempDirectory(target, FOLDER);
                EmbeddedServer server = EmbeddedServer.start(ServerSettings.in(folder)
                        .withBinariesIn(binaries)
                        .with("shared_buffers", "64MB")
                        .with("max_wal_size", "1GB")
                        .with("max_connections", "200"));
                try (LedgerDatabase template = LedgerDatabase.of(server, TEMPLATE, LedgerDatabase.Pool.DEFAULT)) {
                    template.migrate();
                } catch (RuntimeException e) {
                    end(server, folder);
                    throw e;
                }
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder), "test-postgres-closer"));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Stops and removes the servers of test runs that were killed. */
        private static void removeLeftOvers(Path target, ServerBinaries binaries) throws IOException {
            try (DirectoryStream<Path> folders = Files.newDirectoryStream(target, FOLDER + "*")) {
                for (Path folder : folders) {
                    if (!Files.exists(folder.resolve("data"))) {
                        continue; // may be in the making
                    }
                    try (DataFolder left = DataFolder.hold(folder)) {
                        if (left.orphan().isPresent()) {
                            EmbeddedServer.stop(left, binaries);
                        }
                        Folders.delete(folder);
                    } catch (DatabaseUnusable inUse) {
                        // Another JVM's tests run on it.
                    }
                }
            }
        }

        private static void end(EmbeddedServer server, Path folder) {
            try (ExecutorService working = Executors.newVirtualThreadPerTaskExecutor()) {
                LAST_WORK.forEach(working::execute);
            }
            server.close();
            try {
                Folders.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new database with the whole schema and no facts. */
    public static TestDatabase fresh() {
        return copyOf(Shared.TEMPLATE);
    }

    private static TestDatabase copyOf(String template) {
        String name = "test_" + created.incrementAndGet();
        execute("create database " + name + " template " + template);
        // A copy has everything of the template but the privileges on the database itself.
        execute("grant create on database " + name + " to ledger_service");
        return new TestDatabase(
                name,
                LedgerDatabase.of(Shared.SERVER, name, new LedgerDatabase.Pool(16, name, Duration.ofSeconds(10))));
    }

    /** Another database with everything that this one holds, as a restored backup has it; nobody uses this one any more. */
    public TestDatabase copy() {
        ledger.close();
        return copyOf(name);
    }

    /** Has {@code work} done when the JVM ends, while the server of its tests is still there. */
    public static void beforeServerStops(Runnable work) {
        Shared.LAST_WORK.add(work);
    }

    /** The database as the service sees it. */
    public LedgerDatabase ledger() {
        return ledger;
    }

    /** Pooled connections of the service. */
    public DataSource pool() {
        return ledger.pool();
    }

    /** A connection of the service outside the pool. */
    public Connection connect() throws SQLException {
        return ledger.connect();
    }

    /** A connection of the owner, who may do anything that the triggers let through. */
    public Connection connectAsOwner() throws SQLException {
        return ledger.connectAsOwner();
    }

    /** The JDBC address, without a login. */
    public String url() {
        return ledger.url();
    }

    /** The server's port on 127.0.0.1. */
    public int port() {
        return Shared.SERVER.port();
    }

    /** The database's name. */
    public String name() {
        return name;
    }

    /** How the owner logs in. */
    public LedgerDatabase.Login owner() {
        return Shared.SERVER.owner(name);
    }

    /** How the service logs in. */
    public LedgerDatabase.Login service() {
        return Shared.SERVER.service(name);
    }

    /** Drops the database, whoever is connected to it. */
    @Override
    public void close() {
        ledger.close();
        execute("drop database " + name + " with (force)");
    }

    private static void execute(String sql) {
        try (Connection connection = Shared.SERVER.owner("postgres").connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test's database could not be created or dropped.", e);
        }
    }
}
