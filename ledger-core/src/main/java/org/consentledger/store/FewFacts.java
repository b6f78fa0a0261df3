package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.consentledger.seal.Frontier;
import org.jspecify.annotations.Nullable;

/** Writes a group of few facts, moves the head and commits in one round trip: that is what such a group costs. */
final class FewFacts {
    /** Up to this many facts one statement is cheaper than COPY. */
    static final int MOST = 256;

    private static final String INSERT = """
            with facts as (
                insert into ledger.fact (place, fact_id, source, stream, sequence, content, leaf, entry)
                select * from unnest(?::bigint[], ?::uuid[], ?::text[], ?::uuid[], ?::integer[], ?::bytea[], ?::bytea[], ?::bytea[])),
            """ + Head.Next.MOVE_AND_COMMIT;

    private FewFacts() {}

    static void commit(
            Connection connection,
            List<GroupDecisions.Admitted> admitted,
            Sealing sealing,
            Frontier before,
            Instant recordedAt,
            UUID groupId)
            throws SQLException {
        int facts = admitted.size();
        var places = new Long[facts];
        var ids = new UUID[facts];
        var sources = new String[facts];
        var streams = new @Nullable UUID[facts];
        var sequences = new @Nullable Integer[facts];
        var contents = new byte[facts][];
        var leaves = new byte[facts][];
        var entries = new byte[facts][];
        for (int i = 0; i < facts; i++) {
            GroupDecisions.Admitted one = admitted.get(i);
            FactStream stream = one.stream();
            places[i] = one.place();
            ids[i] = one.header().id().id();
            sources[i] = one.header().id().source();
            streams[i] = stream == null ? null : stream.id();
            sequences[i] = stream == null ? null : one.sequence();
            contents[i] = HexFormat.of().parseHex(one.header().content());
            entries[i] = sealing.entry(i, one);
            leaves[i] = sealing.leaf(entries[i]);
        }
        var next = new Head.Next(before.append(leaves), recordedAt, groupId);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("bigint", places));
            insert.setArray(2, connection.createArrayOf("uuid", ids));
            insert.setArray(3, connection.createArrayOf("text", sources));
            insert.setArray(4, connection.createArrayOf("uuid", streams));
            insert.setArray(5, connection.createArrayOf("integer", sequences));
            insert.setArray(6, connection.createArrayOf("bytea", contents));
            insert.setArray(7, connection.createArrayOf("bytea", leaves));
            insert.setArray(8, connection.createArrayOf("bytea", entries));
            next.bind(insert, 9);
            insert.execute();
        }
    }
}
