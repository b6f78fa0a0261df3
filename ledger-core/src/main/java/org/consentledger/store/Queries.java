package org.consentledger.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Questions to the database in one statement each. What cannot be asked is {@link LedgerUnavailable}. */
record Queries(DataSource database) {
    /** What a row says. */
    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** A parameter that is an array of {@code type}. */
    record ArrayOf(String type, List<?> elements) {
        private java.sql.Array in(Connection connection) throws SQLException {
            // The driver takes no byte[] in an array of another type.
            Object[] typed = type.equals("bytea") ? new byte[0][] : new Object[0];
            return connection.createArrayOf(type, elements.toArray(typed));
        }
    }

    /** Every row that {@code sql} finds, in its order. */
    <T> List<T> list(String sql, Row<T> row, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i] instanceof ArrayOf array ? array.in(connection) : parameters[i]);
            }
            var found = new ArrayList<T>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(row.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }

    /** The first row, if there is one. */
    <T> Optional<T> first(String sql, Row<T> row, Object... parameters) {
        return list(sql, row, parameters).stream().findFirst();
    }

    static LedgerUnavailable unreadable(SQLException e) {
        return new LedgerUnavailable("the ledger could not be read; ask again", e);
    }
}
