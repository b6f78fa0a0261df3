package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Refusal;

/** Which ids of a group the ledger holds already, and with what content. */
final class Identities {
    @SuppressWarnings("ArrayRecordComponent") // Looked up, never compared.
    private record Stored(long place, byte[] content) {}

    private final Map<FactId, Stored> stored = new HashMap<>();
    private final boolean checked;

    private Identities(boolean checked) {
        this.checked = checked;
    }

    /** Knows nothing; the database's unique index still does. */
    static Identities unchecked() {
        return new Identities(false);
    }

    static Identities load(Connection connection, List<Proposal> proposals) throws SQLException {
        var identities = new Identities(true);
        UUID[] ids = proposals.stream()
                .map(proposal -> proposal.header().id().id())
                .distinct()
                .toArray(UUID[]::new);
        String sql = "select fact_id, source, place, content from ledger.fact where fact_id = any (?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf("uuid", ids));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    identities.stored.put(
                            new FactId(rows.getString(2), rows.getObject(1, UUID.class)),
                            new Stored(rows.getLong(3), rows.getBytes(4)));
                }
            }
        }
        return identities;
    }

    /** What the sender of an id that is already used is answered; empty for a new id. */
    Optional<Receipt> known(Proposal proposal) {
        Stored known = stored.get(proposal.header().id());
        if (known == null) {
            return Optional.empty();
        }
        if (Arrays.equals(known.content(), content(proposal))) {
            return Optional.of(new Receipt.AlreadyRecorded(known.place()));
        }
        boolean erased = proposal.fact() instanceof Fact.ContactPointUsed use
                && use.person() != null
                && use.contactPoint() == null;
        return Optional.of(new Receipt.Refused(erased ? Refusal.CONTENT_ERASED : Refusal.CONTENT_DIFFERS));
    }

    /** Remembers an id of the group itself. */
    void admitted(Proposal proposal, long place) {
        if (checked) {
            stored.put(proposal.header().id(), new Stored(place, content(proposal)));
        }
    }

    static byte[] content(Proposal proposal) {
        return HexFormat.of().parseHex(proposal.header().content());
    }
}
