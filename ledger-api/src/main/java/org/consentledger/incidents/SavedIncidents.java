package org.consentledger.incidents;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.store.LedgerUnavailable;

/** Every incident that was saved, and the reports that were made of it, in PostgreSQL. Nothing of it is ever changed or removed. */
final class SavedIncidents {
    private static final String SAVE =
            "insert into incident.incident (name, saved_at, question) values (?, ?, ?::json) on conflict (name) do nothing";
    private static final String FIND = "select name, saved_at, question from incident.incident where name = ?";
    private static final String LIST =
            "select name, saved_at, question from incident.incident where name > ? order by name limit ?";
    private static final String KEEP =
            "insert into incident.report (incident, number, reported_at, ledger_size, root, report)"
                    + " select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?::json from incident.report where incident = ?"
                    + " on conflict do nothing returning number";
    private static final String REPORTS =
            "select number, reported_at, ledger_size, root from incident.report where incident = ? order by number";
    private static final String REPORT = "select report from incident.report where incident = ? and number = ?";

    private final DataSource database;
    private final Clock clock;

    SavedIncidents(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** An incident under its name, with its question as it was sent. */
    record Saved(String name, Instant savedAt, String question) {}

    /** A report that was made of an incident: 1, 2, 3, ... */
    public record KeptReport(int number, Instant reportedAt, long ledgerSize, String root) {}

    /** Whether it is saved by this; otherwise there is one of this name. */
    boolean save(String name, String question) {
        return reached(SAVE, statement -> {
            statement.setString(1, name);
            statement.setObject(2, now());
            statement.setString(3, question);
            return statement.executeUpdate() == 1;
        });
    }

    Optional<Saved> find(String name) {
        return reached(FIND, statement -> {
            statement.setString(1, name);
            return saved(statement).stream().findFirst();
        });
    }

    /** Those whose names sort behind {@code after}, in that order. */
    List<Saved> list(String after, int limit) {
        return reached(LIST, statement -> {
            statement.setString(1, after);
            statement.setInt(2, limit);
            return saved(statement);
        });
    }

    private static List<Saved> saved(PreparedStatement statement) throws SQLException {
        var saved = new ArrayList<Saved>();
        try (ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                saved.add(new Saved(
                        rows.getString(1),
                        rows.getObject(2, OffsetDateTime.class).toInstant(),
                        rows.getString(3)));
            }
        }
        return saved;
    }

    /** Keeps a report of the incident; its number. */
    int keep(String name, IncidentReport report, String json) {
        Optional<Integer> number = Optional.empty();
        while (number.isEmpty()) {
            // Where somebody else's came in between, this one is the next.
            number = tryKeeping(name, report, json);
        }
        return number.get();
    }

    private Optional<Integer> tryKeeping(String name, IncidentReport report, String json) {
        return reached(KEEP, statement -> {
            statement.setString(1, name);
            statement.setObject(2, now());
            statement.setLong(3, report.ledgerSize());
            statement.setString(4, report.head().root());
            statement.setString(5, json);
            statement.setString(6, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getInt(1)) : Optional.empty();
            }
        });
    }

    /** In the order in which they were made. */
    List<KeptReport> reports(String name) {
        return reached(REPORTS, statement -> {
            statement.setString(1, name);
            var reports = new ArrayList<KeptReport>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reports.add(new KeptReport(
                            rows.getInt(1),
                            rows.getObject(2, OffsetDateTime.class).toInstant(),
                            rows.getLong(3),
                            rows.getString(4)));
                }
            }
            return reports;
        });
    }

    /** The very text that was kept. */
    Optional<String> report(String name, int number) {
        return reached(REPORT, statement -> {
            statement.setString(1, name);
            statement.setInt(2, number);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    private interface Work<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T reached(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        } catch (SQLException e) {
            throw new LedgerUnavailable("saved incidents cannot be reached; ask again", e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
    }
}
