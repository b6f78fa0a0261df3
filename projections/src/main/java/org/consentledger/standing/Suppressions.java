package org.consentledger.standing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.LedgerReader;

/** Which collections are of a value that somebody's erasure suppressed, for those who ask in SQL. */
@SuppressWarnings("InlineFormatString") // The statements stand together, apart from their use.
final class Suppressions {
    /* A value can be compared only until its person is erased, so an erasure behind that one suppresses it no more, whoever
     * compared it in time: the directory says when the person was erased. */

    private static final String INSERT = """
            insert into %s.suppressed (contact_point, collected, erased, key)
            select distinct c.contact_point, c.place, s.place, s.key
            from unnest(?::bigint[], ?::bytea[]) as value (collected, key)
            join ledger.suppression s on s.key = value.key
            join ledger.collection c on c.place = value.collected
            join identity.person p on p.surrogate = c.person
            where p.erased_place is null or p.erased_place > s.place
            on conflict do nothing
            """;
    private static final int ROWS = 10_000;

    private final LedgerReader reader;
    private final StandingIndex values;

    Suppressions(LedgerReader reader, StandingIndex values) {
        this.reader = reader;
        this.values = values;
    }

    /** Every suppression on the ledger against every value that can still be read. */
    void all(Connection connection, String schema) throws SQLException {
        Set<SuppressionKey> keys = new HashSet<>();
        try (Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery("select distinct key from ledger.suppression")) {
            while (rows.next()) {
                keys.add(new SuppressionKey(HexFormat.of().formatHex(rows.getBytes(1))));
            }
        }
        insert(connection, schema, holders(keys, reader.head().size()));
    }

    /** What the batch adds: values collected after they were suppressed, and values suppressed after they were collected. */
    void apply(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        Set<SuppressionKey> suppressed = new HashSet<>();
        var collections = new ArrayList<Recorded>();
        for (Recorded recorded : facts) {
            switch (recorded.fact()) {
                case Fact.PersonErased erased -> suppressed.addAll(erased.suppressed());
                case Fact.ContactPointCollected _ -> collections.add(recorded);
                default -> {
                    // Nothing that suppression knows.
                }
            }
        }
        Map<Long, Set<SuppressionKey>> found =
                holders(suppressed, facts.getLast().place());
        if (!collections.isEmpty() && anySuppression(connection)) {
            values.opened(collections)
                    .forEach((recorded, keys) -> found.computeIfAbsent(recorded.place(), _ -> new HashSet<>())
                            .addAll(keys));
        }
        insert(connection, schema, found);
    }

    private static boolean anySuppression(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select exists (select from ledger.suppression)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** What erasures kept of their persons' values: that others' erasures had suppressed them before. */
    void kept(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        Map<PersonId, Fact.PersonErased> erasures = new HashMap<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erasure
                    && !erasure.kept().isEmpty()) {
                erasures.put(erasure.person(), erasure);
            }
        }
        if (erasures.isEmpty()) {
            return;
        }
        Map<Long, Set<SuppressionKey>> kept = new HashMap<>();
        for (Recorded recorded : reader.collectionsOf(erasures.keySet())) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Fact.PersonErased erasure = Objects.requireNonNull(erasures.get(collected.person()));
                kept.put(recorded.place(), erasure.kept(collected.value().tags()));
            }
        }
        insert(connection, schema, kept);
    }

    /** Places of the collections whose value suppression knows by one of {@code keys}, those up to {@code upTo} among them. */
    private Map<Long, Set<SuppressionKey>> holders(Set<SuppressionKey> keys, long upTo) {
        Map<Long, Set<SuppressionKey>> holders = new HashMap<>();
        if (keys.isEmpty()) {
            return holders;
        }
        long indexed = values.place();
        for (SuppressionKey key : keys) {
            for (StandingIndex.Holder holder : values.holders(key)) {
                holders.computeIfAbsent(holder.collected(), _ -> new HashSet<>())
                        .add(key);
            }
        }
        if (indexed < upTo) {
            // The index follows the feed, and a view that is built anew may be ahead of that.
            var behind = new ArrayList<Recorded>();
            reader.readCollections(indexed, upTo, row -> behind.add(reader.decode(row)));
            values.opened(behind)
                    .forEach((recorded, own) -> own.stream()
                            .filter(keys::contains)
                            .forEach(key -> holders.computeIfAbsent(recorded.place(), _ -> new HashSet<>())
                                    .add(key)));
        }
        return holders;
    }

    private static void insert(Connection connection, String schema, Map<Long, Set<SuppressionKey>> found)
            throws SQLException {
        var places = new ArrayList<Long>();
        var keys = new ArrayList<byte[]>();
        for (Map.Entry<Long, Set<SuppressionKey>> one : found.entrySet()) {
            for (SuppressionKey key : one.getValue()) {
                places.add(one.getKey());
                keys.add(HexFormat.of().parseHex(key.hex()));
            }
            if (keys.size() >= ROWS) {
                insert(connection, schema, places, keys);
                places.clear();
                keys.clear();
            }
        }
        if (!keys.isEmpty()) {
            insert(connection, schema, places, keys);
        }
    }

    private static void insert(Connection connection, String schema, List<Long> places, List<byte[]> keys)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT.formatted(schema))) {
            insert.setArray(1, connection.createArrayOf("bigint", places.toArray()));
            insert.setArray(2, connection.createArrayOf("bytea", keys.toArray(byte[][]::new)));
            insert.executeUpdate();
        }
    }
}
