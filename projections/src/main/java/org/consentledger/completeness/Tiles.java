package org.consentledger.completeness;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consentledger.seal.MapTile;
import org.consentledger.seal.MapTree;
import org.consentledger.seal.StreamLabel;
import org.consentledger.seal.TilePath;
import org.consentledger.store.CopyRows;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;

/** The tables that the map of streams is kept in. */
final class Tiles {
    /* Tiles are written where they stand. What they were at `former_size` goes into a table beside them, once for each, so that
     * proofs under the newest checkpoint can be made while the next one is in the making. The map of size 0 has no tiles, and
     * nobody wants to know what they were. */

    private static final int ROWS_BYTES = 1 << 20;

    private Tiles() {}

    /**
     * Which map is kept.
     *
     * @param root what the tiles lead to
     * @param deepest no tile lies deeper
     * @param formerSize the other size that the map can be had at
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record State(long size, byte[] root, int deepest, long formerSize) {}

    /** The state, which stays as it is until the end of the transaction. */
    static State locked(Connection connection) throws SQLException {
        return state(connection, " for update");
    }

    private static State state(Connection connection, String locking) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select size, root, deepest, former_size from completeness.state" + locking)) {
            row.next();
            return new State(row.getLong(1), row.getBytes(2), row.getInt(3), row.getLong(4));
        }
    }

    /** The tiles at these paths; where there is none, the path is left out. */
    static Map<TilePath, MapTile> read(Connection connection, List<TilePath> paths) throws SQLException {
        return read(connection, paths, "completeness.tile");
    }

    private static Map<TilePath, MapTile> read(Connection connection, List<TilePath> paths, String table)
            throws SQLException {
        Map<TilePath, MapTile> tiles = new HashMap<>();
        each(connection, paths, table, (path, tile) -> {
            if (tile != null) {
                tiles.put(path, MapTile.of(tile));
            }
        });
        return tiles;
    }

    /** What is done with a row; a tile that was not there is null. */
    private interface Row {
        void of(TilePath path, byte @Nullable [] tile);
    }

    private static void each(Connection connection, List<TilePath> paths, String table, Row row) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select path, tile from " + table + " where path = any (?)")) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "bytea", paths.stream().map(TilePath::bytes).toArray(byte[][]::new)));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    row.of(new TilePath(rows.getBytes(1)), rows.getBytes(2));
                }
            }
        }
    }

    /** The map at one of the two sizes that it can be had at, of one snapshot. */
    static MapTree at(Connection connection, long size, Collection<StreamLabel> labels) throws SQLException {
        State state = state(connection, "");
        if (size == 0) {
            return new MapTree();
        }
        if (size != state.size() && size != state.formerSize()) {
            throw new LedgerUnavailable("the map of streams is not at this size; ask again");
        }
        List<TilePath> paths = paths(labels, state.deepest());
        Map<TilePath, MapTile> tiles = read(connection, paths);
        if (size != state.size()) {
            each(connection, paths, "completeness.former", (path, tile) -> {
                if (tile == null) {
                    tiles.remove(path);
                } else {
                    tiles.put(path, MapTile.of(tile));
                }
            });
        }
        return new MapTree(tiles);
    }

    private static List<TilePath> paths(Collection<StreamLabel> labels, int deepest) {
        return labels.isEmpty() ? List.of(TilePath.ROOT) : MapTree.paths(labels, deepest);
    }

    static void forgetFormer(Connection connection) throws SQLException {
        execute(connection, "delete from completeness.former"); // a truncation would show to older snapshots
    }

    /** Writes the tiles that changed, and keeps what they were. */
    static void write(Connection connection, Map<TilePath, MapTile> changed, State next) throws SQLException {
        execute(
                connection,
                "create temporary table if not exists changed_tile (path bytea, tile bytea) on commit delete rows");
        var rows = new CopyRows(ROWS_BYTES);
        for (Map.Entry<TilePath, MapTile> tile : changed.entrySet()) {
            rows.row(2).bytes(tile.getKey().bytes()).bytes(tile.getValue().toBytes());
        }
        rows.copyInto(connection, "copy changed_tile (path, tile) from stdin (format binary)");
        if (next.formerSize() > 0) {
            execute(
                    connection,
                    "insert into completeness.former (path, tile) select c.path, t.tile from changed_tile c"
                            + " left join completeness.tile t using (path) on conflict do nothing");
        }
        execute(
                connection,
                "insert into completeness.tile (path, tile) select path, tile from changed_tile order by path"
                        + " on conflict (path) do update set tile = excluded.tile");
        try (PreparedStatement update = connection.prepareStatement(
                "update completeness.state set size = ?, root = ?, deepest = ?, former_size = ?")) {
            update.setLong(1, next.size());
            update.setBytes(2, next.root());
            update.setInt(3, next.deepest());
            update.setLong(4, next.formerSize());
            update.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
