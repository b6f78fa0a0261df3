package org.consentledger.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A server of its own for a load run, with the service's settings; every ledger on it gets a database. */
public final class LoadServer implements AutoCloseable {
    private final EmbeddedServer server;
    private int databases;

    public LoadServer(Path folder) {
        server = EmbeddedServer.start(ServerSettings.in(folder));
    }

    /** A new, migrated database. */
    public LedgerDatabase database() {
        LedgerDatabase database = LedgerDatabase.of(server, "load_" + ++databases, LedgerDatabase.Pool.DEFAULT);
        database.migrate();
        return database;
    }

    /** A connection of the owner. */
    public static Connection asOwner(LedgerDatabase database) throws SQLException {
        return database.connectAsOwner();
    }

    @Override
    public void close() {
        server.close();
    }
}
