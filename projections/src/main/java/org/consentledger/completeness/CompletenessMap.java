package org.consentledger.completeness;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.consentledger.completeness.Tiles.State;
import org.consentledger.law.Recorded;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.MapTile;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.StreamLabel;
import org.consentledger.seal.TilePath;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.store.SealedRow;

/**
 * The map of streams in tables: brought up to a size before the checkpoint of that size is signed, and kept as it was under the
 * newest checkpoint until then.
 */
public final class CompletenessMap implements CheckpointExtensions {
    /** What a checkpoint's line with the map's root begins with. */
    public static final String LINE = "map ";

    private static final int FACTS_AT_ONCE = 20_000;

    private final DataSource database;
    private final LedgerReader reader;
    private final Streams streams;
    private final Supplier<OptionalLong> signedSize;

    /** @param signedSize the size of the newest checkpoint that was signed */
    public CompletenessMap(DataSource database, LedgerReader reader, Supplier<OptionalLong> signedSize) {
        this.database = database;
        this.reader = reader;
        this.streams = new Streams(ids -> reader.at(reader.placesOf(ids).values()));
        this.signedSize = signedSize;
    }

    /** The line of a checkpoint that states the map's root. */
    public static String line(byte[] root) {
        return LINE + Base64.getEncoder().encodeToString(root);
    }

    @Override
    public List<String> lines(TreeHead head) {
        bringUp(head.size());
        return List.of(line(at(head.size(), List.of()).root()));
    }

    /** Brings the map up to a size of the ledger, some facts at a time. */
    void bringUp(long size) {
        try {
            long reached;
            do {
                reached = step(size);
            } while (reached < size);
        } catch (SQLException e) {
            throw new LedgerUnavailable("the map of streams could not be brought up to the ledger", e);
        }
    }

    /**
     * The map at the size of the newest checkpoint, or of the one in the making, as far as it is needed for these labels.
     *
     * @throws LedgerUnavailable where the map is at neither, which passes with the next checkpoint
     */
    public MapTree at(long size, Collection<StreamLabel> labels) {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return Tiles.at(connection, size, labels);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("the map of streams could not be read; ask again", e);
        }
    }

    private long step(long size) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                long reached = step(connection, size);
                connection.commit();
                return reached;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private long step(Connection connection, long size) throws SQLException {
        State state = Tiles.locked(connection);
        if (state.size() >= size) {
            return state.size();
        }
        long upTo = Math.min(size, state.size() + FACTS_AT_ONCE);
        OptionalLong signed = signedSize.get();
        boolean keep = signed.isEmpty() || signed.getAsLong() == state.formerSize();
        long former = keep ? state.formerSize() : state.size();
        if (!keep) {
            Tiles.forgetFormer(connection);
        }
        apply(connection, state, upTo, former, added(state.size(), upTo));
        return upTo;
    }

    /** Brings the kept map from one state to the next. */
    static void apply(Connection connection, State state, long size, long former, List<Added> added)
            throws SQLException {
        Set<StreamLabel> labels = new HashSet<>();
        added.forEach(one -> labels.add(one.label()));
        var map = new MapTree(Tiles.read(connection, MapTree.paths(labels, state.deepest())));
        map.requireRoot(state.root());
        added.forEach(one -> map.append(one.label(), one.place(), one.leaf()));
        Map<TilePath, MapTile> changed = map.seal();
        int deepest = changed.keySet().stream().mapToInt(TilePath::depth).max().orElse(0);
        Tiles.write(connection, changed, new State(size, map.root(), Math.max(state.deepest(), deepest), former));
    }

    /** A fact's way into one of its streams. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Added(StreamLabel label, long place, byte[] leaf) {}

    private List<Added> added(long after, long upTo) {
        List<SealedRow> rows = new ArrayList<>();
        reader.read(after, upTo, rows::add);
        List<Recorded> facts = rows.stream().map(reader::decode).toList();
        Map<Long, List<StreamName>> streamsAt = streams.of(facts);
        var hash = new TreeHash();
        List<Added> added = new ArrayList<>(2 * rows.size());
        for (SealedRow row : rows) {
            byte[] leaf = hash.leaf(row.entry());
            for (StreamName stream : Objects.requireNonNull(streamsAt.get(row.place()))) {
                added.add(new Added(stream.label(), row.place(), leaf));
            }
        }
        return added;
    }
}
