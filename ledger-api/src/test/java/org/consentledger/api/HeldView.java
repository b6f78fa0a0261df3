package org.consentledger.api;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The standing view held where it is: nobody moves it as long as this locks its position. */
public final class HeldView implements AutoCloseable {
    private final Connection holder;

    /** Holds the service's view from now on. */
    public HeldView(TestService service) throws SQLException {
        holder = service.database().connectAsOwner();
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute("select from feed.position where schema = 'standing' for update");
        }
    }

    /** Waits until a node wants to move the view: it has read what was recorded since, and comes no further. */
    public void awaitMover() throws SQLException {
        boolean waiting = false;
        while (!waiting) {
            try (Statement statement = holder.createStatement();
                    ResultSet row = statement.executeQuery("select exists (select from pg_stat_activity"
                            + " where datname = current_database() and wait_event_type = 'Lock')")) {
                row.next();
                waiting = row.getBoolean(1);
            }
        }
    }

    /** Lets the view go. */
    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
