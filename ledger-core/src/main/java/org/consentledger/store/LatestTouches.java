package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.CollectionId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;

/** Whose verdicts the ledger's latest facts may have changed, and at which place at the latest. For one appender's thread. */
final class LatestTouches {
    /** Facts of other nodes that are read to catch up; behind more, whoever judged before has to look again. */
    private static final long MOST_FACTS = 20_000;

    private static final int GENERATION = 50_000;

    private final FactCodec codec;
    /** What the facts behind {@link #from} touched, up to {@link #to}. */
    private Map<UUID, Long> newer = new HashMap<>();

    private Map<UUID, Long> older = new HashMap<>();
    private long from;
    private long middle;
    private long to;
    private long everybody;
    /** Whether what others recorded could be read; where it could not, nothing that was judged before may stand. */
    private boolean readable = true;

    LatestTouches(FactCodec codec) {
        this.codec = codec;
    }

    /** Whether the ledger behind {@link #catchUp} may say something else of the use than what it was judged by. */
    boolean touched(Judged.Use use) {
        return !readable
                || use.place() < from
                || use.place() < everybody
                || use.place() < latest(use.person().value())
                || use.place() < latest(use.contactPoint().value());
    }

    private long latest(UUID subject) {
        return Math.max(newer.getOrDefault(subject, 0L), older.getOrDefault(subject, 0L));
    }

    /** Whether every fact was of a version that this node reads. */
    boolean readable() {
        return readable;
    }

    /** Takes a committed group that begins behind {@code before}; behind a gap it is left to {@link #catchUp}. */
    void committed(long before, long size, Touches touches) {
        if (before != to) {
            return;
        }
        to = size;
        everybody = touches.everybody() ? size : everybody;
        for (UUID subject : touches.subjects()) {
            newer.put(subject, size);
        }
        if (newer.size() >= GENERATION) {
            older = newer;
            from = middle;
            middle = to;
            newer = new HashMap<>();
        }
    }

    /** Reads what other nodes recorded since, under the ledger's lock. */
    void catchUp(Connection connection, long size) throws SQLException {
        if (to == size) {
            return;
        }
        readable = true;
        if (size - to > MOST_FACTS) {
            newer.clear();
            older.clear();
            from = size;
            middle = size;
            to = size;
            return;
        }
        try {
            committed(to, size, touches(connection, size));
        } catch (UnreadableFact _) {
            readable = false;
        }
    }

    private Touches touches(Connection connection, long size) throws SQLException {
        List<Fact> facts = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select place, entry from ledger.fact where place > ? and place <= ? order by place")) {
            select.setLong(1, to);
            select.setLong(2, size);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    facts.add(
                            Entry.read(rows.getLong(1), rows.getBytes(2), codec).fact());
                }
            }
        }
        Map<CollectionId, PersonId> holders = holders(connection, facts);
        var touches = new Touches();
        facts.forEach(fact -> touches.add(fact, holders::get));
        return touches;
    }

    private static Map<CollectionId, PersonId> holders(Connection connection, List<Fact> facts) throws SQLException {
        Set<UUID> collections = new HashSet<>();
        for (Fact fact : facts) {
            switch (fact) {
                case Fact.PurposeAssigned f -> collections.add(f.collection().value());
                case Fact.PurposeRevoked f -> collections.add(f.collection().value());
                case Fact.ContactPointRemoved f -> {
                    if (f.collection() != null) {
                        collections.add(f.collection().value());
                    }
                }
                default -> {
                    // It says itself whom it is about.
                }
            }
        }
        Map<CollectionId, PersonId> holders = new HashMap<>();
        var round = new RoundTrip();
        round.ask(
                "select collection, person, unknown from ledger.collection where collection = any (?) order by place",
                collections,
                row -> holders.put(
                        new CollectionId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class), row.getBoolean(3))));
        round.run(connection);
        return holders;
    }
}
