package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Refusal;

/** The ids that a group uses: those of its own facts, and, once looked up, those that the ledger holds already. */
final class Identities {
    private record Known(long place, String content) {}

    private final Connection connection;
    private final List<Proposal> proposals;
    private final Map<FactId, Known> known = new HashMap<>();
    private boolean lookedUp;

    Identities(Connection connection, List<Proposal> proposals) {
        this.connection = connection;
        this.proposals = proposals;
    }

    /** Looks all of the group's ids up, once. Until then only the database's unique index knows the ledger's. */
    void lookUp() throws SQLException {
        if (lookedUp) {
            return;
        }
        lookedUp = true;
        UUID[] ids = proposals.stream()
                .map(proposal -> proposal.header().id().id())
                .distinct()
                .toArray(UUID[]::new);
        String sql = "select fact_id, source, place, content from ledger.fact where fact_id = any (?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    known.put(
                            new FactId(rows.getString(2), rows.getObject(1, UUID.class)),
                            new Known(rows.getLong(3), HexFormat.of().formatHex(rows.getBytes(4))));
                }
            }
        }
    }

    /** What the sender of an id that is already used is answered; empty for an id that is not known to be. */
    Optional<Receipt> known(Proposal proposal) {
        Known before = known.get(proposal.header().id());
        if (before == null) {
            return Optional.empty();
        }
        if (before.content().equals(proposal.header().content())) {
            return Optional.of(new Receipt.AlreadyRecorded(before.place()));
        }
        boolean erased = proposal.fact() instanceof Fact.ContactPointUsed use
                && use.person() != null
                && use.contactPoint() == null;
        return Optional.of(new Receipt.Refused(erased ? Refusal.CONTENT_ERASED : Refusal.CONTENT_DIFFERS));
    }

    /** Remembers an id of the group itself. */
    void admitted(Proposal proposal, long place) {
        known.put(proposal.header().id(), new Known(place, proposal.header().content()));
    }
}
