package org.consentledger.completeness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.consentledger.completeness.CompletenessMap.Added;
import org.consentledger.completeness.Tiles.State;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.StreamLabel;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;

/**
 * What the map of streams costs for each fact, in time and bytes, and how long its proofs are: for contact points that were each
 * collected, assigned a purpose and consented to, which are three facts in three streams. Facts are made up as far as the map
 * knows them: places and leaf hashes. Reading them from the ledger comes to it.
 *
 * <p>Argument: how many contact points, a million by default.
 */
public final class CompletenessLoad {
    private static final int FACTS_AT_ONCE = 20_000;
    private static final int ROUNDS = 200;

    private final LedgerDatabase database;
    private final Random random = new Random(1);
    private State state = new State(0, new MapTree().root(), 0, 0);

    private CompletenessLoad(LedgerDatabase database) {
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        int contactPoints = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "completeness-");
        try (var server = new LoadServer(folder.resolve("postgres"));
                LedgerDatabase database = server.database()) {
            var load = new CompletenessLoad(database);
            load.fill(contactPoints);
            load.say("after the first build");
            for (int facts : new int[] {1, 100, 1_000, 10_000}) {
                load.checkpoints(contactPoints, facts);
            }
            load.say("after the checkpoints");
            load.proofs(contactPoints);
        }
    }

    private void fill(int contactPoints) throws SQLException {
        long began = System.nanoTime();
        List<Added> added = new ArrayList<>();
        for (int i = 0; i < contactPoints; i++) {
            long place = 3L * i + 1;
            added.add(new Added(label("contact-point", i), place, leaf()));
            added.add(new Added(label("person", i), place, added.getLast().leaf()));
            added.add(new Added(label("collection", i), place + 1, leaf()));
            added.add(new Added(label("person", i), place + 2, leaf()));
            if (added.size() >= FACTS_AT_ONCE / 3 * 4 || i == contactPoints - 1) {
                apply(added, place + 2, 0);
                added.clear();
            }
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "built for %,d contact points, %,d facts, in %.1f s: %,.0f facts a second%n",
                contactPoints,
                3L * contactPoints,
                seconds,
                3.0 * contactPoints / seconds);
    }

    /** Checkpoints with so many new facts each, all of other persons. */
    private void checkpoints(int contactPoints, int facts) throws SQLException {
        int rounds = Math.max(3, Math.min(ROUNDS, 20_000 / facts));
        double[] milliseconds = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            List<Added> added = new ArrayList<>();
            long place = state.size();
            for (int i = 0; i < facts; i++) {
                added.add(new Added(label("person", random.nextInt(contactPoints)), ++place, leaf()));
            }
            long began = System.nanoTime();
            apply(added, place, state.size());
            milliseconds[round] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "brought up for a checkpoint of %,d facts in %.2f ms (median of %d; p95 %.2f ms)%n",
                facts,
                milliseconds[rounds / 2],
                rounds,
                milliseconds[rounds * 95 / 100]);
    }

    private void apply(List<Added> added, long size, long former) throws SQLException {
        try (Connection connection = database.pool().getConnection()) {
            connection.setAutoCommit(false);
            Tiles.locked(connection);
            Tiles.forgetFormer(connection);
            CompletenessMap.apply(connection, state, size, former, added);
            connection.commit();
            state = Tiles.locked(connection);
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void proofs(int contactPoints) throws SQLException {
        double[] milliseconds = new double[ROUNDS];
        long siblings = 0;
        int longest = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<StreamLabel> labels = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                labels.add(label("person", random.nextInt(contactPoints)));
                labels.add(label("suppression", random.nextInt()));
            }
            long began = System.nanoTime();
            try (Connection connection = database.pool().getConnection()) {
                connection.setAutoCommit(false);
                MapTree map = Tiles.at(connection, state.size(), labels);
                for (StreamLabel label : labels) {
                    int length = map.prove(label).siblings().size();
                    siblings += length;
                    longest = Math.max(longest, length);
                }
                connection.rollback();
                connection.setAutoCommit(true);
            }
            milliseconds[round] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                Locale.ROOT,
                "ten streams proven in %.2f ms (median; p95 %.2f ms); %.1f hashes each, %d at most: %.0f bytes%n",
                milliseconds[ROUNDS / 2],
                milliseconds[ROUNDS * 95 / 100],
                siblings / 10.0 / ROUNDS,
                longest,
                siblings * 32 / 10.0 / ROUNDS);
    }

    private void say(String when) throws SQLException {
        try (Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*), avg(length(tile)), pg_total_relation_size('completeness.tile'),"
                                + " pg_indexes_size('completeness.tile') from completeness.tile")) {
            row.next();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %,d tiles of %.0f bytes, %,d bytes on disk, of them %,d of the index; deepest %d%n",
                    when,
                    row.getLong(1),
                    row.getDouble(2),
                    row.getLong(3),
                    row.getLong(4),
                    state.deepest());
        }
    }

    private static StreamLabel label(String kind, int nth) {
        return StreamLabel.of(kind + ":" + nth);
    }

    private byte[] leaf() {
        byte[] leaf = new byte[32];
        random.nextBytes(leaf);
        return leaf;
    }
}
