package org.consentledger.feed;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.consentledger.law.Recorded;

/**
 * A view of the ledger in tables of its own. It lives in the schema of its name; while it is built anew, in one beside it. All
 * it holds can be built from the facts again.
 */
public interface View {
    /** The name of its schema, a plain identifier. */
    String name();

    /** Counts up when the tables' shape or meaning changes; a view of another version is built anew at start. */
    int version();

    /** Makes the schema with empty tables, without indexes: by the script {@code tables.sql} beside the view's class. */
    default void create(Connection connection, String schema) throws SQLException {
        Scripts.run(connection, getClass(), "tables.sql", schema);
    }

    /** Adds facts, in order of place, to tables that nobody reads yet. */
    void fill(Connection connection, String schema, List<Recorded> facts) throws SQLException;

    /** Makes indexes, by the script {@code indexes.sql} beside the view's class, and whatever is derived from the filled tables. */
    default void index(Connection connection, String schema) throws SQLException {
        Scripts.run(connection, getClass(), "indexes.sql", schema);
    }

    /** Adds facts, in order of place, to tables that are indexed and read. */
    default void apply(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        fill(connection, schema, facts);
    }

    /**
     * Makes or replaces what names the view's own schema, such as functions, once the tables are in it. It must not depend on
     * the tables or their row types, which are dropped when the view is built anew.
     */
    default void complete(Connection connection) throws SQLException {
        // Most views have nothing that names their schema.
    }
}
