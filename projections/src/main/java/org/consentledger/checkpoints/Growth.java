package org.consentledger.checkpoints;

import java.sql.Connection;
import java.sql.SQLException;
import org.consentledger.seal.TileEdge;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.LedgerReader;

/** Brings the tiles on: each leaf computed again from the bytes that the ledger stores. */
final class Growth {
    private final LedgerReader reader;

    Growth(LedgerReader reader) {
        this.reader = reader;
    }

    /**
     * Appends the leaves behind {@code from} up to and with {@code upTo}, in this transaction.
     *
     * @return the head that the stored bytes lead to, which is the ledger's
     * @throws SigningStopped where tiles or stored bytes do not lead to the ledger's roots
     */
    TreeHead grow(Connection connection, long from, long upTo) throws SQLException {
        try {
            if (!TileTable.tree(connection, from).head().equals(kept(from))) {
                throw new SigningStopped(Trouble.TILES_ALTERED);
            }
            return appended(connection, TileEdge.of(from, TileTable.reader(connection)), upTo);
        } catch (IllegalStateException _) {
            // A tile is missing, or shorter than it was.
            throw new SigningStopped(Trouble.TILES_ALTERED);
        }
    }

    private TreeHead appended(Connection connection, TileEdge edge, long upTo) throws SQLException {
        var hash = new TreeHash();
        long from = edge.size();
        reader.read(from, upTo, row -> {
            if (row.place() != edge.size() + 1) {
                throw new SigningStopped(Trouble.ENTRIES_ALTERED);
            }
            edge.append(hash.leaf(row.entry()));
        });
        TreeHead head = edge.head();
        if (edge.size() != upTo || !head.equals(kept(upTo))) {
            throw new SigningStopped(Trouble.ENTRIES_ALTERED);
        }
        if (upTo > from) {
            TileTable.write(connection, edge.changed());
            LogTables.tiled(connection, upTo);
        }
        return head;
    }

    private TreeHead kept(long size) {
        try {
            return reader.treeOf(size);
        } catch (IllegalArgumentException _) {
            // Heads or facts are missing that were there when the ledger said its size.
            throw new SigningStopped(Trouble.ENTRIES_ALTERED);
        }
    }
}
