package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Refusal;

/** The ids that a group uses: those of its own facts, and, once looked up, those that the ledger holds already. */
final class Identities {
    private record Known(long place, String content) {}

    private final Connection connection;
    private final List<Candidate> candidates;
    private final Map<FactId, Known> known = new HashMap<>();
    private boolean asked;

    Identities(Connection connection, List<Candidate> candidates) {
        this.connection = connection;
        this.candidates = candidates;
    }

    /** Looks all of the group's ids up, once. Until then only the database's unique index knows the ledger's. */
    void lookUp() throws SQLException {
        var round = new RoundTrip();
        ask(round);
        round.run(connection);
    }

    /** Asks what {@link #lookUp} does, together with others. */
    void ask(RoundTrip round) {
        if (asked) {
            return;
        }
        asked = true;
        Set<UUID> ids =
                candidates.stream().map(candidate -> candidate.id().id()).collect(Collectors.toSet());
        round.ask(
                "select fact_id, source, place, content from ledger.fact where fact_id = any (?)",
                ids,
                row -> known.put(
                        new FactId(row.getString(2), row.getObject(1, UUID.class)),
                        new Known(row.getLong(3), HexFormat.of().formatHex(row.getBytes(4)))));
    }

    /** What the sender of an id that is already used is answered; empty for an id that is not known to be. */
    Optional<Receipt> known(Proposal proposal) {
        Known before = known.get(proposal.id());
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

    /** Whether the id is known to be used. */
    boolean used(FactId id) {
        return known.containsKey(id);
    }

    /** Remembers an id of the group itself. */
    void admitted(Proposal proposal, long place) {
        known.put(proposal.id(), new Known(place, proposal.header().content()));
    }
}
