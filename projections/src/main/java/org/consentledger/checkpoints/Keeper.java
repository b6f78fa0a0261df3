package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.consentledger.checkpoints.LogTables.Log;
import org.consentledger.feed.Transactions;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.ConsistencyProof;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.SigningKey;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TreeHead;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.LedgerReader;

/** Signs the ledger as it grows. Of all nodes one signs at a time; the others look on, each against its own file. */
final class Keeper {
    /* What is signed is written to the file first and then to the database: whoever dies between leaves a checkpoint that the next
     * round puts into the table as it is, where the ledger still holds what it signed. So nothing that anybody may have seen
     * is forgotten, and no size is signed twice with another text.
     *
     * INVARIANT: whatever is signed extends the file's checkpoint and the database's newest one; CheckpointsIT. */

    static final long LOCK = 0x636f6e73656e7431L;
    /** So many leaves are brought into the tiles in one transaction. */
    static final long MOST_LEAVES = 1 << 18;

    private final DataSource database;
    private final LedgerReader reader;
    private final Growth growth;
    private final List<SigningKey> keys;
    private final KeptFile file;
    private final CheckpointExtensions extensions;
    private final Clock clock;

    Keeper(
            DataSource database,
            LedgerReader reader,
            List<? extends SigningKey> keys,
            KeptFile file,
            CheckpointExtensions extensions,
            Clock clock) {
        this.database = database;
        this.reader = reader;
        this.growth = new Growth(reader);
        this.keys = List.copyOf(keys);
        this.file = file;
        this.extensions = extensions;
        this.clock = clock;
    }

    /**
     * Signs what was appended since, at most {@value #MOST_LEAVES} facts of it, or sees what another node signs.
     *
     * @throws SigningStopped where nothing may be signed
     */
    void round() throws SQLException {
        Transactions.run(database, connection -> {
            // Extension lines, and the reading of many facts, may take their time.
            Transactions.execute(connection, "set local idle_in_transaction_session_timeout = 0");
            boolean alone = LogTables.first(
                            connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                    .orElseThrow();
            Before before = before(connection);
            if (alone) {
                sign(connection, before);
            } else {
                lookOn(connection, before);
            }
        });
    }

    /** What was signed before, and what the ledger says that it is now. */
    private record Before(Optional<Signed> stored, Optional<Signed> filed, TreeHead ledger) {
        List<Signed> all() {
            return Stream.concat(stored.stream(), filed.stream()).toList();
        }

        /** The larger of both; below 0 where nothing was signed. */
        long signed() {
            return all().stream().mapToLong(Signed::size).max().orElse(-1);
        }

        /** Whether the file alone knows of it: the node died, or the database was put back. */
        boolean isFiledAlone() {
            return filed.isPresent()
                    && stored.map(Signed::size).orElse(-1L) < filed.get().size();
        }

        boolean isStoredAlone() {
            return stored.isPresent()
                    && filed.map(Signed::size).orElse(-1L) < stored.get().size();
        }
    }

    private Before before(Connection connection) throws SQLException {
        Set<VerifierKey> known = new LinkedHashSet<>(verifiers());
        known.addAll(LogTables.keys(connection));
        Optional<String> stored = LogTables.latest(connection);
        Optional<String> filed = file.read();
        if (keys.isEmpty()) {
            throw new SigningStopped(Trouble.KEY_MISSING);
        }
        var before = new Before(
                opened(stored, known), opened(filed, known), reader.head().tree());
        if (before.all().stream()
                .anyMatch(signed -> !signed.checkpoint().origin().equals(origin()))) {
            throw new SigningStopped(Trouble.OTHER_LOG);
        }
        if (LogTables.hasFindings(connection)) {
            throw new SigningStopped(Trouble.FOUND);
        }
        if (before.signed() > before.ledger().size()) {
            throw new SigningStopped(Trouble.ROLLED_BACK);
        }
        return before;
    }

    private static Optional<Signed> opened(Optional<String> note, Collection<VerifierKey> known) {
        return note.map(text -> Signed.opened(text, known));
    }

    private String origin() {
        return keys.getFirst().verifier().name();
    }

    private List<VerifierKey> verifiers() {
        return keys.stream().map(SigningKey::verifier).toList();
    }

    private void sign(Connection connection, Before before) throws SQLException {
        long tiled = tiled(connection);
        long upTo = Math.max(tiled, Math.min(before.ledger().size(), tiled + MOST_LEAVES));
        TreeHead head = growth.grow(connection, tiled, upTo);
        if (upTo == before.ledger().size() && !head.equals(before.ledger())) {
            throw new SigningStopped(Trouble.ENTRIES_ALTERED);
        }
        if (upTo < before.signed()) {
            return; // The tiles were lost, or put back, and are made again.
        }
        requireExtends(connection, head, before);
        if (before.isFiledAlone()) {
            store(connection, before.filed().orElseThrow());
        } else if (upTo > before.signed()) {
            Signed signed = signed(head);
            file.write(signed.note().toString());
            store(connection, signed);
        } else if (before.isStoredAlone()) {
            file.write(before.stored().orElseThrow().note().toString());
        }
    }

    private long tiled(Connection connection) throws SQLException {
        Optional<Log> log = LogTables.log(connection);
        if (log.isEmpty()) {
            LogTables.begin(connection, origin());
            return 0;
        }
        if (!log.get().origin().equals(origin())) {
            throw new SigningStopped(Trouble.OTHER_LOG);
        }
        return log.get().tiled();
    }

    private void requireExtends(Connection connection, TreeHead head, Before before) {
        TileTree tree = TileTable.tree(connection, head.size());
        for (Signed one : before.all()) {
            if (!isBeginning(one.head(), head, tree)) {
                boolean kept = one.head().equals(reader.treeOf(one.size()));
                throw new SigningStopped(kept ? Trouble.TILES_ALTERED : Trouble.FORKED);
            }
        }
    }

    private static boolean isBeginning(TreeHead older, TreeHead newer, TileTree tree) {
        try {
            return ConsistencyProof.verify(older, newer, tree.consistency(older.size()))
                    .holds();
        } catch (IllegalStateException _) {
            // A tile is missing, or shorter than it was.
            return false;
        }
    }

    private Signed signed(TreeHead head) {
        var checkpoint = new Checkpoint(origin(), head, extensions.lines(head));
        return new Signed(checkpoint, SignedNote.sign(checkpoint.text(), keys));
    }

    private void store(Connection connection, Signed signed) throws SQLException {
        LogTables.signed(connection, signed, clock.instant(), verifiers());
    }

    /** Another node signs: what it signed must extend what this one has seen. */
    private void lookOn(Connection connection, Before before) {
        if (before.stored().isEmpty() || before.isFiledAlone()) {
            return;
        }
        Signed stored = before.stored().get();
        requireExtends(connection, stored.head(), before);
        if (before.isStoredAlone()) {
            file.write(stored.note().toString());
        }
    }
}
