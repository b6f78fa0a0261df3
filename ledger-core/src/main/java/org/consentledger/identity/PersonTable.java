package org.consentledger.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** The table {@code identity.person}, by whole sets. */
final class PersonTable {
    private static final String BY_LOOKUP =
            "select " + PersonRow.COLUMNS + " from identity.person where lookup = any (?)";
    private static final String BY_SURROGATE =
            "select " + PersonRow.COLUMNS + " from identity.person where surrogate = any (?)";
    private static final String THERE =
            "select " + PersonRow.COLUMNS + " from identity.person where lookup = any (?) or surrogate = any (?)";
    // Sorted as the index is that takes the most of it.
    private static final String INSERT = """
            insert into identity.person (surrogate, unknown, lookup, epoch, wrapped_key, reference)
            select * from unnest(?, ?, ?, ?, ?, ?) as made (surrogate, unknown, lookup, epoch, wrapped_key, reference)
            order by lookup""";
    private static final String ERASE = """
            update identity.person
            set wrapped_key = null, reference = null, erased_place = ?, lookup = case when not unknown then lookup end
            where surrogate = ? and unknown = ? and wrapped_key is not null""";

    private PersonTable() {}

    static List<PersonRow> byLookup(Connection connection, Collection<Lookup> lookups) throws SQLException {
        byte[][] keys = lookups.stream().map(Lookup::bytes).toArray(byte[][]::new);
        return rows(connection, BY_LOOKUP, connection.createArrayOf("bytea", keys));
    }

    static List<PersonRow> bySurrogate(Connection connection, Collection<PersonId> persons) throws SQLException {
        return rows(connection, BY_SURROGATE, surrogates(connection, persons));
    }

    /** Whoever has a lookup or a surrogate of one of {@code newcomers}. */
    static List<PersonRow> there(Connection connection, Collection<Newcomer> newcomers) throws SQLException {
        byte[][] lookups =
                newcomers.stream().map(newcomer -> newcomer.lookup().bytes()).toArray(byte[][]::new);
        try (PreparedStatement select = connection.prepareStatement(THERE)) {
            select.setArray(1, connection.createArrayOf("bytea", lookups));
            select.setArray(
                    2,
                    surrogates(connection, newcomers.stream().map(Newcomer::id).toList()));
            return rows(select);
        }
    }

    static void insert(Connection connection, List<PersonRow> rows) throws SQLException {
        int size = rows.size();
        UUID[] surrogates = new UUID[size];
        Boolean[] unknown = new Boolean[size];
        byte[] @Nullable [] lookups = new byte[size] @Nullable [];
        Integer[] epochs = new Integer[size];
        byte[] @Nullable [] wrappedKeys = new byte[size] @Nullable [];
        byte[] @Nullable [] references = new byte[size] @Nullable [];
        for (int i = 0; i < size; i++) {
            PersonRow row = rows.get(i);
            surrogates[i] = row.id.value();
            unknown[i] = row.id.unknown();
            lookups[i] = row.lookup == null ? null : row.lookup.bytes();
            epochs[i] = row.epoch;
            wrappedKeys[i] = row.wrappedKey;
            references[i] = row.reference;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", surrogates));
            insert.setArray(2, connection.createArrayOf("boolean", unknown));
            insert.setArray(3, connection.createArrayOf("bytea", lookups));
            insert.setArray(4, connection.createArrayOf("integer", epochs));
            insert.setArray(5, connection.createArrayOf("bytea", wrappedKeys));
            insert.setArray(6, connection.createArrayOf("bytea", references));
            insert.executeUpdate();
        }
    }

    static boolean erase(Connection connection, PersonId person, long place) throws SQLException {
        try (PreparedStatement erase = connection.prepareStatement(ERASE)) {
            erase.setLong(1, place);
            erase.setObject(2, person.value());
            erase.setBoolean(3, person.unknown());
            return erase.executeUpdate() == 1;
        }
    }

    private static List<PersonRow> rows(Connection connection, String sql, Array keys) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, keys);
            return rows(select);
        }
    }

    private static List<PersonRow> rows(PreparedStatement select) throws SQLException {
        List<PersonRow> rows = new ArrayList<>();
        try (ResultSet result = select.executeQuery()) {
            while (result.next()) {
                rows.add(PersonRow.of(result));
            }
        }
        return rows;
    }

    private static Array surrogates(Connection connection, Collection<PersonId> persons) throws SQLException {
        return connection.createArrayOf(
                "uuid", persons.stream().map(PersonId::value).toArray(UUID[]::new));
    }
}
