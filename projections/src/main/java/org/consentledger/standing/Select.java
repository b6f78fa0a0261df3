package org.consentledger.standing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A statement that reads views, put together with its parameters. */
public final class Select {
    private static final int FETCHED_ROWS = 10_000;

    private final StringBuilder sql = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** What is done with each row. */
    public interface Row {
        /** Takes the row that {@code row} is at. */
        void of(ResultSet row) throws SQLException;
    }

    /** Goes on with some more of the statement, with a value for each question mark in it. */
    public Select add(String text, Object... values) {
        sql.append(text).append(' ');
        for (Object value : values) {
            parameters.add(value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value);
        }
        return this;
    }

    /**
     * Goes on with the condition that a row counts but for the instant asked about (the law's section 3).
     *
     * @param facts the name that a table of facts has in the statement, with their places and times
     */
    public Select counting(String facts, Horizon horizon) {
        Instant known = horizon.lastKnown();
        return add(
                "(" + facts + ".place <= ? and " + facts
                        + ".known_at <= ? and not exists (select from standing.retraction r" + " where r.target = "
                        + facts + ".place and r.place <= ? and r.known_at <= ?))",
                horizon.ledgerSize(),
                known,
                horizon.ledgerSize(),
                known);
    }

    /** Hands over each row, while they arrive. */
    public void each(Connection connection, Row row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql.toString())) {
            select.setFetchSize(FETCHED_ROWS);
            for (int i = 0; i < parameters.size(); i++) {
                select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    row.of(rows);
                }
            }
        }
    }
}
