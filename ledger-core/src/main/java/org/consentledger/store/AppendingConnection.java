package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that a node appends on, opened anew once it broke. For the appender's thread alone. */
final class AppendingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(AppendingConnection.class);

    private final LedgerConnections connections;
    private @Nullable Connection connection;
    /** The head as this node left it; null where somebody else has appended before, or something went wrong. */
    private @Nullable Head left;
    /** The ledger's size behind this node's last group. */
    private long size = -1;

    AppendingConnection(LedgerConnections connections) {
        this.connections = connections;
    }

    Connection open() throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = connections.connect();
            try (Statement statement = connection.createStatement()) {
                statement.execute(Head.HURRY);
            }
            connection.setAutoCommit(false);
        }
        return connection;
    }

    /**
     * The head as this node left it, if nobody else seems to append; null otherwise. Whoever goes on from it without the lock has to
     * see that it is still there when the head is moved.
     */
    @Nullable
    Head assumedHead() {
        return left != null && left.isFresh() ? left : null;
    }

    /** Notes the head behind a group that is committed. */
    void committed(long before, Head after) {
        left = before == size ? after : null;
        size = after.size();
    }

    /** Ends the transaction, if need be with the connection. */
    void rollback() {
        left = null;
        try {
            if (connection != null) {
                connection.rollback();
            }
        } catch (SQLException _) {
            close();
        }
    }

    void close() {
        Connection closing = connection;
        connection = null;
        left = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            LOG.debug("a broken connection could not be closed", e);
        }
    }
}
