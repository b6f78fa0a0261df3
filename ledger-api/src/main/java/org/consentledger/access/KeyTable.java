package org.consentledger.access;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** The table of keys. */
final class KeyTable {
    private KeyTable() {}

    static void insert(DataSource database, byte[] hash, KeyTerms terms, Instant now) throws SQLException {
        Caller caller = terms.caller();
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into access.key (hash, holder, role, programmes, jurisdictions, person, drawn_at, expires_at)"
                                + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setBytes(1, hash);
            insert.setString(2, caller.name());
            insert.setString(3, caller.role().word());
            insert.setArray(4, array(connection, caller.programmes()));
            insert.setArray(5, array(connection, caller.jurisdictions()));
            PersonId person = caller.person();
            insert.setObject(6, person == null ? null : person.value());
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            insert.setObject(8, terms.expiresAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    private static @Nullable Array array(Connection connection, Set<String> texts) throws SQLException {
        return texts.isEmpty() ? null : connection.createArrayOf("text", texts.toArray());
    }

    static void end(DataSource database, byte[] hash, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update access.key set ended_at = ? where hash = ? and ended_at is null")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setBytes(2, hash);
            update.executeUpdate();
        }
    }

    static boolean begun(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("select exists (select from access.key)");
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Every key that was not ended, by its hash in hex. */
    static Map<String, KeyTerms> all(DataSource database) throws SQLException {
        var keys = new HashMap<String, KeyTerms>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select hash, holder, role, programmes, jurisdictions, person, expires_at"
                                + " from access.key where ended_at is null");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                KeyTerms terms = terms(row);
                if (terms != null) {
                    keys.put(HexFormat.of().formatHex(row.getBytes("hash")), terms);
                }
            }
        }
        return Map.copyOf(keys);
    }

    /** Null where a newer version drew it for a role that is not known here. */
    private static @Nullable KeyTerms terms(ResultSet row) throws SQLException {
        Role role = Role.of(row.getString("role"));
        UUID person = row.getObject("person", UUID.class);
        return role == null
                ? null
                : new KeyTerms(
                        new Caller(
                                row.getString("holder"),
                                role,
                                texts(row.getArray("programmes")),
                                texts(row.getArray("jurisdictions")),
                                person == null ? null : new PersonId(person, false)),
                        row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static Set<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : Set.of((String[]) array.getArray());
    }
}
