package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes a group of few facts, moves the head and commits in one round trip: that is what such a group costs. */
final class FewFacts {
    /** Up to this many facts one statement is cheaper than COPY. */
    static final int MOST = 256;

    // Unnested side by side the arrays go row by row; in FROM each would be written to a store of its own first.
    private static final String INSERT = Head.Next.MOVE + ", tree as (" + Head.Next.KEEP + """
            )
            insert into ledger.fact (place, fact_id, source, stream, sequence, content, leaf, entry)
                select unnest(?::bigint[]), unnest(?::uuid[]), unnest(?::text[]), unnest(?::uuid[]), unnest(?::integer[]),
                    unnest(?::bytea[]), unnest(?::bytea[]), unnest(?::bytea[])
                from moved;
            commit""";

    private FewFacts() {}

    /**
     * Writes {@code admitted} and moves the head as {@code moved} says of their leaf hashes.
     *
     * @return the head's move; null where the ledger had another size than it begins with, and nothing is written
     */
    static Head.@Nullable Next commit(
            Connection connection,
            List<GroupDecisions.Admitted> admitted,
            Sealing sealing,
            Function<byte[][], Head.Next> moved)
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
        Head.Next next = moved.apply(leaves);
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            int bound = next.bind(insert);
            insert.setArray(bound + 1, connection.createArrayOf("bigint", places));
            insert.setArray(bound + 2, connection.createArrayOf("uuid", ids));
            insert.setArray(bound + 3, connection.createArrayOf("text", sources));
            insert.setArray(bound + 4, connection.createArrayOf("uuid", streams));
            insert.setArray(bound + 5, connection.createArrayOf("integer", sequences));
            insert.setArray(bound + 6, connection.createArrayOf("bytea", contents));
            insert.setArray(bound + 7, connection.createArrayOf("bytea", leaves));
            insert.setArray(bound + 8, connection.createArrayOf("bytea", entries));
            insert.execute();
            return insert.getUpdateCount() == 0 ? null : next;
        }
    }
}
