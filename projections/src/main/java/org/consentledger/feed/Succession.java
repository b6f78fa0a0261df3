package org.consentledger.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of a view that was built anew take the place of the old ones, in one transaction. */
final class Succession {
    private Succession() {}

    /** Table by table, so that functions in the schema stay who they are for whoever is calling them. */
    static void of(Connection connection, String schema, String next) throws SQLException {
        Transactions.execute(connection, "create schema if not exists " + schema);
        List<String> old = tables(connection, schema);
        if (!old.isEmpty()) {
            String all = String.join(", ", old);
            Transactions.execute(connection, "lock table " + all + " in access exclusive mode");
            Transactions.execute(connection, "drop table " + all + " cascade");
        }
        for (String table : tables(connection, next)) {
            Transactions.execute(connection, "alter table " + table + " set schema " + schema);
        }
        Transactions.execute(connection, "drop schema " + next + " cascade");
    }

    /** The gate first, as readers come through it. */
    private static List<String> tables(Connection connection, String schema) throws SQLException {
        String sql = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = ?"
                + " order by tablename <> ?, tablename";
        var tables = new ArrayList<String>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, schema);
            select.setString(2, Reading.GATE);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }
}
