package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.consentledger.checkpoints.VerificationTable.Begun;
import org.consentledger.feed.Transactions;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;

/**
 * Computes the whole ledger again from its stored bytes, up to its newest checkpoint, and holds it to every checkpoint and tile.
 * The ledger goes on meanwhile. What broke off goes on where it had come to.
 */
public final class Verification {
    /* Chunks are hashed side by side and put together in order: above a chunk only its root counts. */

    private static final int CHUNKS_BETWEEN_MARKS = 16;

    private final DataSource database;
    private final LedgerReader reader;
    private final Findings findings;
    private final Clock clock;
    private final int workers;

    /** @param workers how many chunks are hashed side by side; each takes a connection */
    public Verification(DataSource database, LedgerReader reader, Clock clock, int workers) {
        this.database = database;
        this.reader = reader;
        this.findings = new Findings(database, clock);
        this.clock = clock;
        this.workers = workers;
    }

    /** One that came to its end, with everything as it was signed. */
    public record Ended(long size, Instant endedAt) {}

    /**
     * How far it has come.
     *
     * @param from the place behind which this run began: 0, or where one before broke off
     * @param place every fact up to it is verified
     * @param size how far it goes
     * @param checkpoints how many checkpoints were held to the facts so far, in this run
     */
    public record Progress(long from, long place, long size, long checkpoints) {
        /** Whether everything is verified. */
        public boolean isComplete() {
            return place == size;
        }
    }

    /**
     * Verifies, and tells {@code progress} after each chunk.
     *
     * @throws Altered where something is not what was signed; it is on record, and nothing is signed from then on
     * @throws CancellationException where the thread was interrupted; the next run goes on from there
     */
    public Progress run(Consumer<Progress> progress) {
        try {
            return verify(progress);
        } catch (SQLException e) {
            throw new LedgerUnavailable("the ledger could not be verified to its end; begin again to go on", e);
        }
    }

    private Progress verify(Consumer<Progress> progress) throws SQLException {
        Begun begun;
        List<VerifierKey> keys;
        try (Connection connection = database.getConnection()) {
            begun = VerificationTable.begun(connection, clock.instant());
            keys = LogTables.keys(connection);
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            try {
                return new Run(begun, keys, progress, executor).whole();
            } finally {
                executor.shutdownNow();
            }
        }
    }

    private final class Run {
        private final Begun begun;
        private final List<VerifierKey> keys;
        private final Consumer<Progress> progress;
        private final ExecutorService executor;
        private final Queue<Future<VerifiedChunk>> ahead = new ArrayDeque<>();
        /** Over the roots of whole chunks. */
        private Frontier chunks;

        private long asked;
        private Progress reached;

        Run(Begun begun, List<VerifierKey> keys, Consumer<Progress> progress, ExecutorService executor) {
            this.begun = begun;
            this.keys = keys;
            this.progress = progress;
            this.executor = executor;
            this.chunks = begun.chunks();
            this.asked = begun.place();
            this.reached = new Progress(begun.place(), begun.place(), begun.size(), 0);
        }

        Progress whole() throws SQLException {
            while (!reached.isComplete()) {
                while (ahead.size() < 2 * workers && asked < begun.size()) {
                    ask();
                }
                take(next());
                progress.accept(reached);
                refuseInterrupted();
                boolean marked = chunks.size() % CHUNKS_BETWEEN_MARKS == 0;
                if (marked || reached.isComplete()) {
                    mark();
                }
            }
            return reached;
        }

        private void ask() {
            long start = asked;
            long end = Math.min(begun.size(), start + VerifiedChunk.MOST);
            ahead.add(executor.submit(() -> VerifiedChunk.of(database, reader, keys, start, end)));
            asked = end;
        }

        /** Whoever breaks off leaves a mark of how far it came, with a thread that may ask the database still. */
        private void refuseInterrupted() throws SQLException {
            if (Thread.interrupted()) {
                try {
                    mark();
                } finally {
                    Thread.currentThread().interrupt();
                }
                throw new CancellationException("verification was broken off");
            }
        }

        private VerifiedChunk next() throws SQLException {
            try {
                return ahead.remove().get();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                refuseInterrupted();
                throw new CancellationException("verification was broken off");
            } catch (ExecutionException e) {
                if (e.getCause() instanceof SQLException cause) {
                    throw cause;
                }
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }

        private void take(VerifiedChunk chunk) throws SQLException {
            for (VerifiedChunk.Within within : chunk.signed()) {
                if (!leadsTo(within)) {
                    throw found(Trouble.ENTRIES_ALTERED, within.signed().size());
                }
            }
            if (chunk.trouble().isPresent()) {
                throw found(chunk.trouble().get(), chunk.end());
            }
            byte[] root = chunk.root();
            if (root != null) {
                chunks = chunks.append(root);
            }
            reached = new Progress(
                    reached.from(),
                    chunk.end(),
                    reached.size(),
                    reached.checkpoints() + chunk.signed().size());
        }

        private boolean leadsTo(VerifiedChunk.Within within) {
            byte[] frontier = VerifiedChunk.endToEnd(chunks.toBytes(), within.frontier());
            return Frontier.of(within.signed().size(), frontier)
                    .head()
                    .equals(within.signed().head());
        }

        private Altered found(Trouble trouble, long size) throws SQLException {
            mark();
            return findings.found(trouble, size);
        }

        private void mark() throws SQLException {
            Transactions.run(
                    database,
                    connection -> VerificationTable.mark(
                            connection, begun.id(), chunks, reached.isComplete() ? clock.instant() : null));
        }
    }

    /** The last verification that came to its end: how many facts it covered, and when. */
    public Optional<Ended> last() {
        try (Connection connection = database.getConnection()) {
            return VerificationTable.last(connection);
        } catch (SQLException e) {
            throw new LedgerUnavailable("the verifications could not be read; ask again", e);
        }
    }
}
