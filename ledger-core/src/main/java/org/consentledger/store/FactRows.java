package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the rows of a group into {@code ledger.fact} by COPY, hashing each entry on its way. */
final class FactRows {
    static final String COPY =
            "copy ledger.fact (place, fact_id, source, stream, sequence, content, leaf, entry) from stdin (format binary)";

    private static final int CHUNK_BYTES = 128 * 1024;

    private FactRows() {}

    /** Copies the rows, and returns the head's move as {@code moved} says of their leaf hashes, found while the server still writes. */
    static Head.Next copy(
            Connection connection,
            List<GroupDecisions.Admitted> admitted,
            Sealing sealing,
            Function<byte[][], Head.Next> moved)
            throws SQLException {
        byte[][] leaves = new byte[admitted.size()][];
        var rows = new CopyRows(CHUNK_BYTES + Entry.MAX_LENGTH);
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            for (int i = 0; i < leaves.length; i++) {
                GroupDecisions.Admitted one = admitted.get(i);
                byte[] entry = sealing.entry(i, one);
                leaves[i] = sealing.leaf(entry);
                row(rows, one, leaves[i], entry);
                if (rows.size() >= CHUNK_BYTES) {
                    flush(rows, copy);
                }
            }
            flush(rows.end(), copy);
            Head.Next next = moved.apply(leaves);
            copy.endCopy();
            return next;
        } catch (SQLException | RuntimeException e) {
            cancel(copy, e);
            throw e;
        }
    }

    /** Leaves COPY, so that the transaction can be rolled back; {@code why} stays the error that is told. */
    private static void cancel(CopyIn copy, Exception why) {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    private static void row(CopyRows rows, GroupDecisions.Admitted one, byte[] leaf, byte[] entry) {
        UUID id = one.header().id().id();
        rows.row(8).int8(one.place()).uuid(id).text(one.header().id().source());
        if (one.stream() == null) {
            rows.absent().absent();
        } else {
            rows.uuid(one.stream().id()).int4(one.sequence());
        }
        rows.bytes(HexFormat.of().parseHex(one.header().content())).bytes(leaf).bytes(entry);
    }

    private static void flush(CopyRows rows, CopyIn copy) throws SQLException {
        copy.writeToCopy(rows.array(), 0, rows.size());
        rows.clear();
    }
}
