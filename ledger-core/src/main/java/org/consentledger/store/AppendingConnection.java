package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that a node appends on, opened anew once it broke. For the appender's thread alone. */
final class AppendingConnection {
    private static final Logger LOG = LoggerFactory.getLogger(AppendingConnection.class);

    private final LedgerConnections connections;
    private @Nullable Connection connection;
    /** The head, while the ledger's lock is held for a group that is still gathering. */
    private @Nullable Head ahead;

    AppendingConnection(LedgerConnections connections) {
        this.connections = connections;
    }

    Connection open() throws SQLException {
        if (connection == null || connection.isClosed()) {
            connection = connections.connect();
            connection.setAutoCommit(false);
        }
        return connection;
    }

    /** Takes the ledger's lock before there is a group. Where it can't be had, the group itself will tell. */
    void lockAhead() {
        try {
            ahead = Head.lock(open());
        } catch (SQLException | LedgerUnavailable _) {
            rollback();
        }
    }

    /** The head of a lock that is held already, for the one group that goes on with it; null where none is. */
    @Nullable
    Head takeLock() {
        Head taken = ahead;
        ahead = null;
        return taken;
    }

    /** Lets a lock go that no group came for. */
    void unlock() {
        if (ahead != null) {
            rollback();
        }
    }

    /** Ends the transaction, if need be with the connection. */
    void rollback() {
        ahead = null;
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
        ahead = null;
        try {
            if (closing != null) {
                closing.close();
            }
        } catch (SQLException e) {
            LOG.debug("a broken connection could not be closed", e);
        }
    }
}
