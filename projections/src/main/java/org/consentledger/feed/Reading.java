package org.consentledger.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.consentledger.store.LedgerUnavailable;

/** Reads views in one snapshot, in the midst of which no view can be replaced by one that was built anew. */
public final class Reading {
    /* The gate is locked before the snapshot is taken: a snapshot older than a replacement would see the new tables without the
     * facts that came last into them. Source: PostgreSQL documentation, LOCK. */

    /** A table without columns in every view's schema, whose lock keeps the view from being replaced. */
    static final String GATE = "gate";

    private Reading() {}

    /** What is read. */
    public interface Work<T> {
        /** Reads with a connection that is not to be kept. */
        T with(Connection connection) throws SQLException;
    }

    /**
     * Reads, in a transaction that can only read.
     *
     * @throws LedgerUnavailable where a view is not built yet, or the database does not answer
     */
    public static <T> T of(DataSource database, List<String> views, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set transaction isolation level repeatable read, read only");
                statement.execute(views.stream()
                        .map(view -> view + "." + GATE)
                        .collect(Collectors.joining(", ", "lock table ", " in access share mode")));
                return work.with(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("the views could not be read; ask again", e);
        }
    }

    /** The place that a view has reached: every fact up to it is in, none behind it. */
    public static long place(Connection connection, String view) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select place from feed.position where schema = ?")) {
            select.setString(1, view);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new LedgerUnavailable("a view is not built yet; ask again");
                }
                return row.getLong(1);
            }
        }
    }
}
