package org.consentledger.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** The table that says how far each view has read. Locking a view's row keeps every other node from moving the view. */
final class Positions {
    /** Behind the name of a view that is being built anew. */
    static final String NEXT = "_next";

    private Positions() {}

    record Position(int version, long place) {}

    static Optional<Position> locked(Connection connection, String schema) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select version, place from feed.position where schema = ? for update")) {
            select.setString(1, schema);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Position(row.getInt(1), row.getLong(2))) : Optional.empty();
            }
        }
    }

    static Map<String, Position> all(Connection connection) throws SQLException {
        Map<String, Position> all = new HashMap<>();
        try (PreparedStatement select =
                        connection.prepareStatement("select schema, version, place from feed.position");
                ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                all.put(rows.getString(1), new Position(rows.getInt(2), rows.getLong(3)));
            }
        }
        return all;
    }

    /** The place of the view that has come least far. */
    static long least(DataSource database, List<View> views) throws SQLException {
        try (Connection connection = database.getConnection()) {
            Map<String, Position> positions = all(connection);
            return views.stream()
                    .mapToLong(view -> {
                        Position position = positions.get(view.name());
                        return position == null ? 0 : position.place();
                    })
                    .min()
                    .orElse(Long.MAX_VALUE);
        }
    }

    static void put(Connection connection, String schema, int version, long place) throws SQLException {
        String sql = "insert into feed.position (schema, version, place) values (?, ?, ?)"
                + " on conflict (schema) do update set version = excluded.version, place = excluded.place";
        try (PreparedStatement put = connection.prepareStatement(sql)) {
            put.setString(1, schema);
            put.setInt(2, version);
            put.setLong(3, place);
            put.executeUpdate();
        }
    }

    /**
     * Moves a view in the making from one place to the next.
     *
     * @throws IllegalStateException where it is not at {@code from}: somebody else began to build it
     */
    static void advance(Connection connection, String schema, long from, long to) throws SQLException {
        String sql = "update feed.position set place = ? where schema = ? and place = ?";
        try (PreparedStatement advance = connection.prepareStatement(sql)) {
            advance.setLong(1, to);
            advance.setString(2, schema);
            advance.setLong(3, from);
            if (advance.executeUpdate() != 1) {
                throw new IllegalStateException("another node began to build this view anew");
            }
        }
    }

    static void remove(Connection connection, String schema) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement("delete from feed.position where schema = ?")) {
            remove.setString(1, schema);
            remove.executeUpdate();
        }
    }
}
