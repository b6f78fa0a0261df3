package org.consentledger.checkpoints;

import java.net.http.HttpClient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.consentledger.feed.Transactions;
import org.consentledger.seal.NoteSignature;
import org.consentledger.seal.VerifierKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has witnesses sign the newest checkpoint, one node at a time, on a thread of its own. */
public final class Witnessing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);
    private static final long LOCK = Keeper.LOCK + 1;
    private static final Duration CONNECTING = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final DataSource database;
    private final Signing signing;
    private final List<WitnessClient> witnesses;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECTING).build();
    private final Thread thread;
    private volatile boolean closed;

    /** Witnesses that nobody asks before {@link #start}. */
    public Witnessing(DataSource database, Signing signing, List<WitnessAddress> witnesses) {
        this.database = database;
        this.signing = signing;
        this.witnesses = witnesses.stream()
                .map(witness -> new WitnessClient(witness, http))
                .toList();
        this.thread = Thread.ofPlatform().name("ledger-witnesses").daemon().unstarted(this::run);
    }

    /** Begins to ask, where there is somebody to be asked. */
    public void start() {
        if (!witnesses.isEmpty()) {
            thread.start();
        }
    }

    private void run() {
        long done = -1;
        while (!closed) {
            if (!signing.awaitSize(done + 1, POLL)) {
                continue;
            }
            long size = signing.signed();
            try {
                if (round()) {
                    done = size;
                    continue;
                }
            } catch (SQLException | RuntimeException e) {
                if (!closed) {
                    LOG.atWarn().setCause(e).log("asking witnesses failed; trying again");
                }
            }
            signing.awaitSize(Long.MAX_VALUE, POLL);
        }
    }

    /** Asks every witness that has not signed the newest checkpoint, all of them at once; whether all have signed it. */
    boolean round() throws SQLException {
        boolean[] complete = {true};
        Transactions.run(database, connection -> {
            boolean alone = LogTables.first(
                            connection, "select pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), LOCK)
                    .orElseThrow();
            Optional<Signed> newest = alone ? newest(connection) : Optional.empty();
            if (newest.isPresent()) {
                complete[0] = ask(connection, newest.get());
            }
        });
        return complete[0];
    }

    private static Optional<Signed> newest(Connection connection) throws SQLException {
        List<VerifierKey> keys = LogTables.keys(connection);
        return LogTables.latest(connection).map(note -> Signed.opened(note, keys));
    }

    private boolean ask(Connection connection, Signed signed) throws SQLException {
        List<String> done = LogTables.witnesses(connection, signed.size());
        List<WitnessClient> asked = witnesses.stream()
                .filter(client -> !done.contains(client.witness().key().toString()))
                .toList();
        int signatures = 0;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = asked.stream()
                    .map(client -> executor.submit(() -> answer(client, signed)))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                Optional<NoteSignature> line = answers.get(i).get();
                if (line.isPresent()) {
                    LogTables.cosigned(
                            connection, signed.size(), asked.get(i).witness().key(), line.get());
                    signatures++;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.atWarn().setCause(e).log("asking a witness failed; trying again");
        }
        return signatures == asked.size();
    }

    private Optional<NoteSignature> answer(WitnessClient client, Signed signed) {
        return client.ask(signed, old -> TileTable.tree(database, signed.size()).consistency(old));
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        thread.interrupt();
        try {
            thread.join(POLL.multipliedBy(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
