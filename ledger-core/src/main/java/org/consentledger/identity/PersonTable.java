package org.consentledger.identity;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** The table {@code identity.person}, by whole sets. */
final class PersonTable {
    private static final String BY_LOOKUP =
            "select " + PersonRow.COLUMNS + " from identity.person where lookup = any (?)";
    private static final String BY_SURROGATE =
            "select " + PersonRow.COLUMNS + " from identity.person where surrogate = any (?)";
    // Sorted, so that two nodes that make the same persons at once wait for each other in one order and never in a
    // circle.
    private static final String INSERT = """
            insert into identity.person (surrogate, unknown, lookup, epoch, wrapped_key, reference)
            select * from unnest(?, ?, ?, ?, ?, ?) as made (surrogate, unknown, lookup, epoch, wrapped_key, reference)
            order by lookup
            on conflict (lookup) do nothing
            returning surrogate""";
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

    /** The surrogates of those that are in the table now; the others' lookups were there before. */
    static Set<UUID> insert(Connection connection, List<PersonRow> rows) throws SQLException {
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
        Set<UUID> inserted = new HashSet<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setArray(1, connection.createArrayOf("uuid", surrogates));
            insert.setArray(2, connection.createArrayOf("boolean", unknown));
            insert.setArray(3, connection.createArrayOf("bytea", lookups));
            insert.setArray(4, connection.createArrayOf("integer", epochs));
            insert.setArray(5, connection.createArrayOf("bytea", wrappedKeys));
            insert.setArray(6, connection.createArrayOf("bytea", references));
            try (ResultSet result = insert.executeQuery()) {
                while (result.next()) {
                    inserted.add(result.getObject(1, UUID.class));
                }
            }
        }
        return inserted;
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
        List<PersonRow> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, keys);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    rows.add(PersonRow.of(result));
                }
            }
        }
        return rows;
    }

    private static Array surrogates(Connection connection, Collection<PersonId> persons) throws SQLException {
        return connection.createArrayOf(
                "uuid", persons.stream().map(PersonId::value).toArray(UUID[]::new));
    }
}
