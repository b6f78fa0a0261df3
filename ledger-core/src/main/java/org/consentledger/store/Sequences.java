package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The next free position of each stream that a group writes to. */
final class Sequences {
    private final Map<UUID, Integer> next = new HashMap<>();

    /** @param all whether to look up every stream, not only those whose sender does not know the position */
    static Sequences load(Connection connection, List<Proposal> proposals, boolean all) throws SQLException {
        Set<UUID> asked = new HashSet<>();
        for (Proposal proposal : proposals) {
            FactStream stream = FactStream.of(proposal.fact());
            if (stream != null && (all || proposal.expectedSequence() == Proposal.NEXT)) {
                asked.add(stream.id());
            }
        }
        var sequences = new Sequences();
        if (asked.isEmpty()) {
            return sequences;
        }
        asked.forEach(stream -> sequences.next.put(stream, 0));
        String sql = "select stream, max(sequence) + 1 from ledger.fact where stream = any (?) group by stream";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", asked.toArray()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    sequences.next.put(rows.getObject(1, UUID.class), rows.getInt(2));
                }
            }
        }
        return sequences;
    }

    /** Whether {@code expected} is where the stream has come to, as far as is known; {@link Proposal#NEXT} always is. */
    boolean fits(FactStream stream, int expected) {
        Integer known = next.get(stream.id());
        return expected == Proposal.NEXT || known == null || known == expected;
    }

    /** The position given to the next fact of {@code stream}, whose expectation {@link #fits}. */
    int take(FactStream stream, int expected) {
        Integer known = next.get(stream.id());
        int taken = known != null ? known : expected;
        next.put(stream.id(), taken + 1);
        return taken;
    }
}
