package org.consentledger.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.seal.TreeHash;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Writes the rows of a group into {@code ledger.fact} by COPY, hashing each entry on its way. */
final class FactRows {
    static final String COPY =
            "copy ledger.fact (place, fact_id, source, stream, sequence, content, leaf, entry) from stdin (format binary)";

    private static final int CHUNK_BYTES = 128 * 1024;

    private FactRows() {}

    /** Length of the entry that the proposal becomes, in bytes. */
    static int entryLength(Proposal proposal) {
        byte[] source = proposal.header().id().source().getBytes(StandardCharsets.UTF_8);
        return Entry.length(source, name(proposal.fact()), proposal.payload());
    }

    /** Copies the rows, and returns the leaf hash of each. */
    static byte[][] copy(
            Connection connection, List<GroupDecisions.Admitted> admitted, Instant recordedAt, byte[] salts)
            throws SQLException {
        byte[][] leaves = new byte[admitted.size()][];
        var hash = new TreeHash();
        var rows = new CopyRows(CHUNK_BYTES + Entry.MAX_LENGTH);
        Map<String, byte[]> sources = new HashMap<>();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(COPY);
        try {
            for (int i = 0; i < leaves.length; i++) {
                GroupDecisions.Admitted one = admitted.get(i);
                byte[] source = sources.computeIfAbsent(
                        one.header().id().source(), text -> text.getBytes(StandardCharsets.UTF_8));
                byte[] entry = entry(one, recordedAt, salts, i * Entry.SALT_LENGTH, source);
                leaves[i] = hash.leaf(entry);
                row(rows, one, source, leaves[i], entry);
                if (rows.size() >= CHUNK_BYTES) {
                    flush(rows, copy);
                }
            }
            flush(rows.end(), copy);
            copy.endCopy();
        } catch (SQLException | RuntimeException e) {
            cancel(copy, e);
            throw e;
        }
        return leaves;
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

    private static byte[] entry(
            GroupDecisions.Admitted one, Instant recordedAt, byte[] salts, int saltAt, byte[] source) {
        byte[] name = name(one.fact());
        byte[] payload = one.proposal().payload();
        byte[] entry = new byte[Entry.length(source, name, payload)];
        int revision = EventNames.of(one.fact().getClass()).revision();
        Entry.write(ByteBuffer.wrap(entry), salts, saltAt, recordedAt, one.header(), source, name, revision, payload);
        return entry;
    }

    private static void row(CopyRows rows, GroupDecisions.Admitted one, byte[] source, byte[] leaf, byte[] entry) {
        UUID id = one.header().id().id();
        rows.row(8).int8(one.place()).uuid(id).bytes(source);
        if (one.stream() == null) {
            rows.absent().absent();
        } else {
            rows.uuid(one.stream().id()).int4(one.sequence());
        }
        rows.bytes(HexFormat.of().parseHex(one.header().content())).bytes(leaf).bytes(entry);
    }

    private static byte[] name(Fact fact) {
        return EventNames.of(fact.getClass()).name().getBytes(StandardCharsets.US_ASCII);
    }

    private static void flush(CopyRows rows, CopyIn copy) throws SQLException {
        copy.writeToCopy(rows.array(), 0, rows.size());
        rows.clear();
    }
}
