package org.consentledger.gdprbench;

import java.io.IOException;
import java.sql.SQLException;

/** What a trace is replayed on. */
interface Side extends AutoCloseable {
    /** What one client thread holds: its connection. */
    interface Session extends AutoCloseable {
        /** Does it, durably where it changes something. How many records a read found that may be used; 0 for anything else. */
        int perform(Operation operation) throws IOException, SQLException;

        @Override
        void close() throws IOException, SQLException;
    }

    Session session() throws IOException, SQLException;

    /** The load is over, and what comes is a trace. The database looks once at what was loaded, as one that is left alone does. */
    void loaded() throws SQLException;

    /** What is due when all operations of a trace are done; counted in its time. */
    void finish() throws IOException;

    @Override
    void close() throws IOException, SQLException;
}
