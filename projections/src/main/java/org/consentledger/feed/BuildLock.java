package org.consentledger.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets one node at a time build a view. */
final class BuildLock {
    private static final Logger LOG = LoggerFactory.getLogger(BuildLock.class);
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private BuildLock() {}

    /** What is built. */
    interface Building {
        void run() throws SQLException;
    }

    /** Builds while the lock of each of {@code views} is held; waits for whoever holds one. */
    static void holding(DataSource database, List<View> views, Building building) throws SQLException {
        try (Connection lock = database.getConnection()) {
            for (View view : views) {
                awaitLock(lock, view);
            }
            try {
                building.run();
            } finally {
                for (View view : views) {
                    advisory(lock, "select pg_advisory_unlock(hashtextextended(?, 0))", view);
                }
            }
        }
    }

    private static void awaitLock(Connection connection, View view) throws SQLException {
        while (true) {
            try {
                advisory(connection, "select pg_advisory_lock(hashtextextended(?, 0))", view);
                return;
            } catch (SQLException e) {
                if (!LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                    throw e;
                }
                LOG.atInfo().addKeyValue("view", view.name()).log("another node builds a view; waiting for it");
            }
        }
    }

    private static void advisory(Connection connection, String sql, View view) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, "consent-ledger view " + view.name());
            statement.execute();
        }
    }
}
