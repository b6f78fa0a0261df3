package org.consentledger.app;

import java.time.Duration;
import org.consentledger.store.EmbeddedServer;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerDatabase.Login;
import org.consentledger.store.ServerSettings;
import org.jspecify.annotations.Nullable;

/** The database that this node uses, with the server below it where that is our own. */
final class LedgerStorage implements AutoCloseable {
    private final @Nullable EmbeddedServer server;
    private final LedgerDatabase database;

    private LedgerStorage(@Nullable EmbeddedServer server, LedgerDatabase database) {
        this.server = server;
        this.database = database;
    }

    /** Starts or reaches the database, and brings its schema to this version. */
    static LedgerStorage open(LedgerProperties properties) {
        var pool = new LedgerDatabase.Pool(properties.database().connections(), "ledger", Duration.ofSeconds(10));
        String url = properties.database().url();
        LedgerStorage storage = url == null ? embedded(properties, pool) : external(url, properties.database(), pool);
        try {
            storage.database.migrate();
            return storage;
        } catch (RuntimeException e) {
            storage.close();
            throw e;
        }
    }

    private static LedgerStorage embedded(LedgerProperties properties, LedgerDatabase.Pool pool) {
        EmbeddedServer server =
                EmbeddedServer.start(ServerSettings.in(properties.data().resolve("postgres"))
                        .onPort(properties.database().port()));
        try {
            return new LedgerStorage(server, LedgerDatabase.of(server, pool));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static LedgerStorage external(String url, LedgerProperties.Database given, LedgerDatabase.Pool pool) {
        Login service = new Login(url, orEmpty(given.username()), orEmpty(given.password()));
        Login owner = given.ownerUsername() == null
                ? service
                : new Login(url, given.ownerUsername(), orEmpty(given.ownerPassword()));
        return new LedgerStorage(null, LedgerDatabase.of(owner, service, pool));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    LedgerDatabase database() {
        return database;
    }

    @Override
    public void close() {
        database.close();
        if (server != null) {
            server.close();
        }
    }
}
