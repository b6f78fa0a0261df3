package org.consentledger.checkpoints;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.SigningKey;
import org.consentledger.seal.VerifierKey;
import org.consentledger.seal.WitnessPolicy;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs checkpoints on a thread of its own while the ledger grows, until something is wrong with what was signed. */
public final class Signing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Signing.class);
    private static final Duration POLL = Duration.ofMillis(50);
    /** So often one looks whether all is well, though nothing was appended. */
    private static final Duration LOOK = Duration.ofSeconds(10);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final LedgerReader reader;
    private final Checkpoints checkpoints;
    private final Keeper keeper;
    private final Settings settings;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closed;
    private long signed = -1;
    private @Nullable Trouble trouble;

    /**
     * What a node signs with.
     *
     * @param keys all of them sign; none where they are missing, so that nothing is signed
     * @param lastSigned the file in which this node keeps what was signed last, outside the database
     * @param interval how often a checkpoint is signed at most
     */
    public record Settings(List<? extends SigningKey> keys, Path lastSigned, Duration interval) {
        public Settings {
            keys = List.copyOf(keys);
        }
    }

    /** Signing that begins with {@link #start}. */
    public Signing(
            DataSource database, LedgerReader reader, CheckpointExtensions extensions, Settings settings, Clock clock) {
        this.reader = reader;
        this.checkpoints = new Checkpoints(database, WitnessPolicy.NONE);
        this.keeper =
                new Keeper(database, reader, settings.keys(), new KeptFile(settings.lastSigned()), extensions, clock);
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("ledger-checkpoints").daemon().unstarted(this::run);
    }

    /** Begins to sign. */
    public void start() {
        thread.start();
    }

    /** Why nothing is signed any more; empty while all is well. */
    public Optional<Trouble> trouble() {
        lock.lock();
        try {
            return Optional.ofNullable(trouble);
        } finally {
            lock.unlock();
        }
    }

    /** The keys that sign here. */
    public List<VerifierKey> keys() {
        return settings.keys().stream().map(SigningKey::verifier).toList();
    }

    /** The size of the newest checkpoint that this node knows of; below 0 before the first one. */
    public long signed() {
        lock.lock();
        try {
            return signed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this node knows of a checkpoint of at least {@code size} facts; whether it does, in time. */
    public boolean awaitSize(long size, Duration atMost) {
        return await(() -> signed >= size, atMost);
    }

    /** Waits until nothing is signed any more; whether it came to that, in time. */
    public boolean awaitTrouble(Duration atMost) {
        return await(() -> trouble != null, atMost);
    }

    private boolean await(BooleanSupplier condition, Duration atMost) {
        long left = atMost.toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        long looked = System.nanoTime() - LOOK.toNanos();
        while (!await(() -> closed, Duration.ZERO)) {
            long begun = System.nanoTime();
            Duration rest = POLL;
            try {
                if (reader.head().size() != signed() || begun - looked >= LOOK.toNanos()) {
                    looked = begun;
                    round();
                    rest = trouble().isPresent()
                            ? AFTER_FAILURE
                            : settings.interval().minusNanos(System.nanoTime() - begun);
                }
            } catch (SQLException | LedgerUnavailable | UncheckedIOException e) {
                if (await(() -> closed, Duration.ZERO)) {
                    return;
                }
                LOG.atWarn().setCause(e).log("no checkpoint could be signed; trying again");
                rest = AFTER_FAILURE;
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("signing a checkpoint failed; trying again");
                rest = AFTER_FAILURE;
            }
            await(() -> closed, rest);
        }
    }

    private void round() throws SQLException {
        try {
            keeper.round();
            said(null, checkpoints.signedSize().orElse(-1));
        } catch (SigningStopped e) {
            said(e.trouble(), signed());
        }
    }

    private void said(@Nullable Trouble now, long size) {
        lock.lock();
        try {
            if (now != null && now != trouble) {
                LOG.atError().addKeyValue("trouble", now).log("NOTHING IS SIGNED ANY MORE, see docs/operating.md");
            } else if (now == null && trouble != null) {
                LOG.atWarn().log("checkpoints are signed again");
            }
            trouble = now;
            signed = size;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt(); // it may wait for a connection to a database that is gone
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
