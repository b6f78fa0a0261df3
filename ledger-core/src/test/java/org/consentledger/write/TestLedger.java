package org.consentledger.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.consentledger.identity.Installation;
import org.consentledger.store.TestDatabase;
import org.consentledger.store.UsualSettings;

/** A whole ledger on a fresh database, with secrets of its own; gone when closed. */
public final class TestLedger implements AutoCloseable {
    private final TestDatabase database = TestDatabase.fresh();
    private final Path secrets = drawn();
    private final Installation installation = Installation.open(secrets, null);
    private final Ledger ledger = new Ledger(database.ledger(), installation, UsualSettings.of(Clock.systemUTC()));

    private static Path drawn() {
        try {
            return Files.createTempDirectory("ledger-test-secrets-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Ledger ledger() {
        return ledger;
    }

    public TestDatabase database() {
        return database;
    }

    /** The folder of this ledger's secrets. */
    public Path secrets() {
        return secrets;
    }

    public Installation installation() {
        return installation;
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
