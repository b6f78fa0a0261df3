package org.consentledger.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL 18 of our own: its programs come from the class path, its data stay in a folder, and only who has the
 * folder's password gets in, from this machine. One JVM at a time runs it. The server of a JVM that was killed goes on
 * running; the next start stops it in good order.
 */
public final class EmbeddedServer implements AutoCloseable {
    static final String OWNER = "postgres";
    static final String SERVICE = "ledger_app";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedServer.class);
    private static final int ATTEMPTS_TO_FIND_A_PORT = 3;
    /** Recovery after a power cut reads up to max_wal_size; pg_ctl returns sooner when the server is up or gone. */
    private static final String START_WAIT_SECONDS = "900";

    private static final String STOP_WAIT_SECONDS = "120";

    private final DataFolder folder;
    private final ServerBinaries binaries;
    private final int port;
    private final LedgerDatabase.Login owner;
    private final String servicePassword = randomPassword();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedServer(DataFolder folder, ServerBinaries binaries, int port, String password) {
        this.folder = folder;
        this.binaries = binaries;
        this.port = port;
        this.owner = new LedgerDatabase.Login(url(OWNER), OWNER, password);
    }

    /**
     * The server on {@code settings}' folder, started and ready.
     *
     * @throws DatabaseUnusable if another service runs on the folder, the port is taken, or this machine can't run it
     */
    public static EmbeddedServer start(ServerSettings settings) {
        try {
            DataFolder folder = DataFolder.hold(settings.folder());
            try {
                return start(settings, folder);
            } catch (IOException | SQLException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL could not be started.", e);
        } catch (SQLException e) {
            throw DatabaseUnusable.because(e, settings.folder());
        }
    }

    /** The port on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Stops the server: transactions in progress are rolled back, committed ones are on the disk. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        try {
            try {
                stop(folder, binaries);
            } finally {
                folder.close();
            }
            log.info("The embedded PostgreSQL has stopped.");
        } catch (IOException | DatabaseUnusable e) {
            log.error("The embedded PostgreSQL did not stop in time; the next start will wait for it.", e);
        }
    }

    /** Who owns database {@code name}: may do anything. */
    LedgerDatabase.Login owner(String name) {
        return new LedgerDatabase.Login(url(name), OWNER, owner.password());
    }

    /** The service at database {@code name}: may do what {@code ledger_service} may. Its password lives as long as this. */
    LedgerDatabase.Login service(String name) {
        return new LedgerDatabase.Login(url(name), SERVICE, servicePassword);
    }

    /** Creates database {@code name} unless it is there. */
    void createDatabase(String name) throws SQLException {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            boolean there;
            try (ResultSet row = statement.executeQuery(
                    "select from pg_database where datname = " + statement.enquoteLiteral(name))) {
                there = row.next();
            }
            if (!there) {
                statement.execute("create database " + statement.enquoteIdentifier(name, true));
            }
        }
    }

    private static EmbeddedServer start(ServerSettings settings, DataFolder folder) throws IOException, SQLException {
        ServerBinaries binaries = ServerBinaries.unpackedIn(settings.binaries());
        folder.initialise(binaries, randomPassword());
        Optional<ProcessHandle> orphan = folder.orphan();
        if (orphan.isPresent()) {
            log.atWarn()
                    .addKeyValue("pid", orphan.get().pid())
                    .log("A PostgreSQL whose service was killed still runs on the folder: stopping it.");
            stop(folder, binaries);
        }
        folder.forgetDeadServer();
        EmbeddedServer server = new EmbeddedServer(folder, binaries, up(settings, folder, binaries), folder.password());
        try {
            server.createLogins();
        } catch (SQLException | RuntimeException e) {
            stop(folder, binaries);
            throw e;
        }
        log.atInfo()
                .addKeyValue("port", server.port)
                .addKeyValue("folder", settings.folder())
                .log("The embedded PostgreSQL is ready.");
        return server;
    }

    /** The port at which the server came up. */
    private static int up(ServerSettings settings, DataFolder folder, ServerBinaries binaries) throws IOException {
        int attempts = settings.port() == 0 ? ATTEMPTS_TO_FIND_A_PORT : 1; // a free port may be taken under our hands
        for (int attempt = 0; attempt < attempts; attempt++) {
            int port = free(settings.port());
            folder.configure(settings.configuration(), port);
            int exit = binaries.run(
                    folder.controlLog(),
                    "pg_ctl",
                    "start",
                    "--pgdata=" + folder.data(),
                    "--log=" + folder.controlLog(),
                    "--wait",
                    "--timeout=" + START_WAIT_SECONDS);
            if (exit == 0) {
                return port;
            }
        }
        throw new DatabaseUnusable(
                "The embedded PostgreSQL did not come up: the reason is at the end of the logs.", folder.logs());
    }

    static void stop(DataFolder folder, ServerBinaries binaries) throws IOException {
        int exit = binaries.run(
                folder.controlLog(),
                "pg_ctl",
                "stop",
                "--pgdata=" + folder.data(),
                "--mode=fast",
                "--wait",
                "--timeout=" + STOP_WAIT_SECONDS);
        if (exit != 0 && folder.orphan().isPresent()) {
            throw new DatabaseUnusable("The embedded PostgreSQL does not stop.", folder.controlLog());
        }
    }

    private static int free(int wanted) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true); // connections that were closed a moment ago do not count
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new DatabaseUnusable(
                    "The port for the embedded PostgreSQL is taken: stop who has it, or choose another or none.",
                    wanted,
                    e);
        }
    }

    private void createLogins() throws SQLException {
        try (Connection connection = owner.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    do $$ begin
                        if not exists (select from pg_roles where rolname = 'ledger_service') then
                            create role ledger_service nologin;
                        end if;
                        if not exists (select from pg_roles where rolname = 'ledger_app') then
                            create role ledger_app login;
                        end if;
                    end $$;
                    grant ledger_service to ledger_app""");
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(SERVICE, servicePassword.toCharArray(), "scram-sha-256");
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
