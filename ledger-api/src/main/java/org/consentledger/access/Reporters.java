package org.consentledger.access;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.consentledger.store.LedgerUnavailable;

/** Who ever reported a fact under which source: whoever did takes nothing back that was reported under it. */
public final class Reporters {
    private final DataSource database;
    private final Set<Reporter> noted = ConcurrentHashMap.newKeySet();

    private record Reporter(String source, String name) {}

    Reporters(DataSource database) {
        this.database = database;
    }

    /**
     * Notes that {@code name} reports under {@code source}, before the fact is handed in.
     *
     * @throws LedgerUnavailable where that cannot be kept: then the fact is not taken
     */
    public void note(String source, String name) {
        var reporter = new Reporter(source, name);
        if (noted.contains(reporter)) {
            return;
        }
        ask(
                "insert into access.reporter (source, reporter) values (?, ?) on conflict do nothing returning true",
                reporter);
        noted.add(reporter);
    }

    /** Whether {@code name} ever reported under {@code source}, through any node. */
    public boolean reported(String source, String name) {
        return ask("select true from access.reporter where source = ? and reporter = ?", new Reporter(source, name));
    }

    private boolean ask(String sql, Reporter reporter) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, reporter.source());
            statement.setString(2, reporter.name());
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw new LedgerUnavailable("who reported what cannot be told", e);
        }
    }
}
