package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.seal.Tile;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileReader;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TreeHash;
import org.consentledger.store.LedgerUnavailable;

/** The tiles in the database: each as wide as it has become. */
final class TileTable {
    private static final String READ = "select level, nth, hashes from checkpoints.tile"
            + " join unnest(?::smallint[], ?::bigint[]) as asked (level, nth) using (level, nth)";
    private static final String WRITE = "insert into checkpoints.tile (level, nth, hashes) values (?, ?, ?)"
            + " on conflict (level, nth) do update set hashes = excluded.hashes"
            + " where length(checkpoints.tile.hashes) < length(excluded.hashes)";

    private TileTable() {}

    /** The tree of {@code size} leaves as the tiles hold it, read in this transaction. */
    static TileTree tree(Connection connection, long size) {
        return new TileTree(size, reader(connection));
    }

    /** The tree of {@code size} leaves as the tiles hold it. */
    static TileTree tree(DataSource database, long size) {
        return new TileTree(size, tiles -> read(database, tiles));
    }

    /** The tiles that there are, each in the width that is asked for; one that is missing or narrower is left out. */
    static Map<TileId, byte[]> read(DataSource database, Set<TileId> tiles) {
        try (Connection connection = database.getConnection()) {
            return read(connection, tiles);
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    private static LedgerUnavailable unreadable(SQLException e) {
        return new LedgerUnavailable("the tree's tiles could not be read; ask again", e);
    }

    static TileReader reader(Connection connection) {
        return tiles -> {
            try {
                return read(connection, tiles);
            } catch (SQLException e) {
                throw unreadable(e);
            }
        };
    }

    private static Map<TileId, byte[]> read(Connection connection, Set<TileId> tiles) throws SQLException {
        List<TileId> asked = List.copyOf(tiles);
        Map<List<Long>, TileId> ids = new HashMap<>();
        asked.forEach(tile -> ids.put(List.of((long) tile.level(), tile.range().index()), tile));
        Map<TileId, byte[]> found = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setArray(
                    1,
                    connection.createArrayOf(
                            "smallint", asked.stream().map(TileId::level).toArray()));
            select.setArray(
                    2,
                    connection.createArrayOf(
                            "bigint",
                            asked.stream().map(tile -> tile.range().index()).toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    TileId tile = ids.get(List.of(row.getLong(1), row.getLong(2)));
                    byte[] hashes = row.getBytes(3);
                    int length = tile == null ? 0 : tile.range().width() * TreeHash.HASH_BYTES;
                    if (tile != null && hashes.length >= length) {
                        found.put(tile, Arrays.copyOf(hashes, length));
                    }
                }
            }
        }
        return found;
    }

    static void write(Connection connection, List<Tile> tiles) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            for (Tile tile : tiles) {
                insert.setInt(1, tile.id().level());
                insert.setLong(2, tile.id().range().index());
                insert.setBytes(3, tile.hashes());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
