package org.consentledger.checkpoints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.consentledger.feed.Transactions;
import org.consentledger.identity.Installation;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.SigningKey;
import org.consentledger.seal.WitnessPolicy;
import org.consentledger.store.TestDatabase;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Submission;

/** A ledger on a database of a test's own, with a key to sign with and a file of what was signed last; gone when closed. */
final class SignedLedger implements AutoCloseable {
    static final String ORIGIN = "test.example/log";

    private final TestDatabase database;
    private final Path folder;
    private final Ledger ledger;
    private final SeedKey key;

    /** An empty one. */
    SignedLedger() {
        this(TestDatabase.fresh(), folder(), SeedKey.draw(ORIGIN, SignatureType.ED25519));
    }

    private SignedLedger(TestDatabase database, Path folder, SeedKey key) {
        this.database = database;
        this.folder = folder;
        this.key = key;
        this.ledger = new Ledger(
                database.ledger(),
                Installation.open(folder.resolve("secrets"), null),
                UsualSettings.of(Clock.systemUTC()));
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("ledger-test-log-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same ledger on a copy of the database, with the same secrets and file; this one is used no more. */
    SignedLedger copy() {
        ledger.close();
        return new SignedLedger(database.copy(), folder, key);
    }

    /** Appends so many facts in one group and returns the ledger's size. */
    long append(int facts) {
        ledger.commands()
                .recordAll(IntStream.range(0, facts)
                        .mapToObj(_ -> new Submission(
                                new FactId("test", UUID.randomUUID()),
                                null,
                                null,
                                new LedgerCommand.DefinePurpose(
                                        new Purpose("test.p" + UUID.randomUUID()), "A purpose", Map.of())))
                        .toList());
        return ledger.reader().head().size();
    }

    /** The node's file of what was signed last. */
    KeptFile file() {
        return file("node");
    }

    KeptFile file(String node) {
        return new KeptFile(path(node));
    }

    /** Where a node of this name keeps its file. */
    Path path(String node) {
        return folder.resolve(node);
    }

    /** The node that keeps {@link #file()}. */
    Keeper keeper() {
        return keeper(file(), List.of(key));
    }

    Keeper keeper(KeptFile file, List<? extends SigningKey> keys) {
        return keeper(file, keys, CheckpointExtensions.NONE);
    }

    Keeper keeper(KeptFile file, List<? extends SigningKey> keys, CheckpointExtensions extensions) {
        return new Keeper(database.pool(), ledger.reader(), keys, file, extensions, Clock.systemUTC());
    }

    Checkpoints checkpoints() {
        return new Checkpoints(database.pool(), WitnessPolicy.NONE);
    }

    Ledger ledger() {
        return ledger;
    }

    TestDatabase database() {
        return database;
    }

    SeedKey key() {
        return key;
    }

    /** As somebody who has the whole machine, whom no trigger stops. */
    void tamper(String sql) throws SQLException {
        try (Connection connection = database.connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        }
    }

    /** Holds what a node that signs holds, while {@code work} is done. */
    void whileAnotherSigns(Runnable work) throws SQLException {
        Transactions.run(database.pool(), connection -> {
            LogTables.first(connection, "select pg_advisory_xact_lock(?)::text", row -> "", Keeper.LOCK);
            work.run();
        });
    }

    @Override
    public void close() {
        ledger.close();
        database.close();
    }
}
