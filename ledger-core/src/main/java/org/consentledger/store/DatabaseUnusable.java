package org.consentledger.store;

import java.sql.SQLException;

/** The database cannot be started or used as it is set up; the sentence says what to do about it. */
public final class DatabaseUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseUnusable(String sentence, Object about) {
        super(sentence + " (" + about + ")");
    }

    DatabaseUnusable(String sentence, Object about, Throwable cause) {
        super(sentence + " (" + about + ")", cause);
    }

    /** What the SQL state of a connection that did not come about asks the operator to do. */
    static DatabaseUnusable because(SQLException failure, Object about) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        String sentence = switch (state) {
            case "28P01", "28000" -> "The database refuses the login: correct its user or password.";
            case "3D000" -> "The server has no such database: create it, or correct its name.";
            case "53300" -> "The server has no connection left: raise max_connections, or ask for fewer.";
            case "08001", "08004", "08006" -> "The database is out of reach: start it, or correct ledger.database.url.";
            default -> "The database refused what the service needs.";
        };
        return new DatabaseUnusable(sentence, about, failure);
    }
}
