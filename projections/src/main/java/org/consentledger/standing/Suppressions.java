package org.consentledger.standing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;

/** Which collections are of a value that somebody's erasure suppressed, for those who ask in SQL. */
final class Suppressions {
    private final ValueIndex values;

    Suppressions(ValueIndex values) {
        this.values = values;
    }

    /** Every suppression on the ledger against every value that can still be read. */
    void all(Connection connection, String schema) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select key, place from ledger.suppression");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                var key = new SuppressionKey(HexFormat.of().formatHex(rows.getBytes(1)));
                suppress(connection, schema, key, rows.getLong(2));
            }
        }
    }

    /** What the batch adds: values collected after they were suppressed, and values suppressed after they were collected. */
    void apply(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        List<Recorded> collections = facts.stream()
                .filter(recorded -> recorded.fact() instanceof Fact.ContactPointCollected)
                .toList();
        for (Map.Entry<Recorded, Set<SuppressionKey>> opened :
                values.opened(collections).entrySet()) {
            var collected = (Fact.ContactPointCollected) opened.getKey().fact();
            for (long erased : erasures(connection, opened.getValue())) {
                insert(
                        connection,
                        schema,
                        collected.contactPoint(),
                        opened.getKey().place(),
                        erased);
            }
        }
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erased) {
                for (SuppressionKey key : erased.suppressed()) {
                    suppress(connection, schema, key, recorded.place());
                }
            }
        }
    }

    /** What an erasure kept of its person's contact points: that others' erasures had suppressed their values before. */
    void kept(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased person) {
                for (Map.Entry<ContactPointId, Set<SuppressionKey>> kept :
                        person.kept().entrySet()) {
                    for (long erased : erasures(connection, kept.getValue())) {
                        keep(connection, schema, kept.getKey(), erased, recorded.place());
                    }
                }
            }
        }
    }

    private void suppress(Connection connection, String schema, SuppressionKey key, long erased) throws SQLException {
        for (ValueIndex.Holder holder : values.holders(key)) {
            insert(connection, schema, holder.contactPoint(), holder.collected(), erased);
        }
    }

    private static void keep(
            Connection connection, String schema, ContactPointId contactPoint, long erased, long before)
            throws SQLException {
        String sql = "select place from ledger.collection where contact_point = ? and place < ?";
        var places = new ArrayList<Long>();
        if (erased < before) {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setObject(1, contactPoint.value());
                select.setLong(2, before);
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        places.add(rows.getLong(1));
                    }
                }
            }
        }
        for (long place : places) {
            insert(connection, schema, contactPoint, place, erased);
        }
    }

    private static List<Long> erasures(Connection connection, Set<SuppressionKey> keys) throws SQLException {
        if (keys.isEmpty()) {
            return List.of();
        }
        String sql = "select distinct place from ledger.suppression where key = any (?)";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            byte[][] asked =
                    keys.stream().map(key -> HexFormat.of().parseHex(key.hex())).toArray(byte[][]::new);
            select.setArray(1, connection.createArrayOf("bytea", asked));
            var places = new ArrayList<Long>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    places.add(rows.getLong(1));
                }
            }
            return places;
        }
    }

    private static void insert(
            Connection connection, String schema, ContactPointId contactPoint, long collected, long erased)
            throws SQLException {
        String sql = "insert into " + schema + ".suppressed (contact_point, collected, erased) values (?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setObject(1, contactPoint.value());
            insert.setLong(2, collected);
            insert.setLong(3, erased);
            insert.executeUpdate();
        }
    }
}
