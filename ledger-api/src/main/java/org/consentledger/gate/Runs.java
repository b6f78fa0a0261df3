package org.consentledger.gate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.store.LedgerUnavailable;
import tools.jackson.databind.json.JsonMapper;

/** Every run that was begun, and the receipts it ended with, in PostgreSQL. */
final class Runs {
    private static final String BEGIN =
            "insert into gate.run (id, begun_at, terms) values (?, ?, ?::jsonb) on conflict (id) do nothing";
    private static final String FIND = "select begun_at, terms from gate.run where id = ?";
    private static final String END = "insert into gate.receipt (run, number, ended_at, receipt)"
            + " select ?, coalesce(max(number), 0) + 1, ?, ?::jsonb from gate.receipt where run = ?";
    private static final String RECEIPTS = "select receipt from gate.receipt where run = ? order by number";

    private final DataSource database;
    private final JsonMapper json;
    private final Clock clock;

    Runs(DataSource database, JsonMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Begins a run, or finds the one that was begun with this id.
     *
     * @throws RunDiffers where that had other terms
     */
    Run begin(UUID id, RunTerms terms) {
        try (Connection connection = database.getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement(BEGIN)) {
                insert.setObject(1, id);
                insert.setObject(2, now());
                insert.setString(3, json.writeValueAsString(terms));
                insert.executeUpdate();
            }
            Run run = find(connection, id).orElseThrow();
            if (!run.terms().equals(terms)) {
                throw new RunDiffers();
            }
            return run;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** Puts the receipt of a list that was sent to its end on record. */
    void end(Run run, Receipt receipt) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement(END)) {
            insert.setObject(1, run.id());
            insert.setObject(2, now());
            insert.setString(3, json.writeValueAsString(receipt));
            insert.setObject(4, run.id());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    Optional<Run> find(UUID id) {
        try (Connection connection = database.getConnection()) {
            return find(connection, id);
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    /** In the order in which they were given. */
    List<Receipt> receipts(Run run) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(RECEIPTS)) {
            select.setObject(1, run.id());
            var receipts = new ArrayList<Receipt>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    receipts.add(json.readValue(rows.getString(1), Receipt.class));
                }
            }
            return receipts;
        } catch (SQLException e) {
            throw unavailable(e);
        }
    }

    private Optional<Run> find(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FIND)) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Run(
                                id,
                                json.readValue(row.getString(2), RunTerms.class),
                                row.getObject(1, OffsetDateTime.class).toInstant()))
                        : Optional.empty();
            }
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }

    private static LedgerUnavailable unavailable(SQLException e) {
        return new LedgerUnavailable("the gate's runs cannot be reached; send the same list again", e);
    }
}
