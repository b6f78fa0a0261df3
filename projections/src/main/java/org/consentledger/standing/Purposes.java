package org.consentledger.standing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.feed.Reading;
import org.consentledger.law.Purpose;

/** Which purposes can be asked about. */
public final class Purposes {
    private final DataSource database;

    /** The purposes of the standing view in {@code database}. */
    public Purposes(DataSource database) {
        this.database = database;
    }

    /** Whether the purpose, or one below it, was defined when the ledger held {@code ledgerSize} facts. */
    public boolean defined(Purpose purpose, long ledgerSize) {
        return allDefined(Set.of(purpose), ledgerSize);
    }

    /** Whether of each of {@code purposes} it, or one below it, was defined when the ledger held {@code ledgerSize} facts. */
    public boolean allDefined(Set<Purpose> purposes, long ledgerSize) {
        String sql = "select coalesce(bool_and(exists (select from standing.purpose where place <= ?"
                + " and (purpose = asked or starts_with(purpose, asked || '.')))), true) from unnest(?) as asked";
        return Reading.of(database, List.of(StandingView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, ledgerSize);
                Object[] paths = purposes.stream().map(Purpose::path).toArray();
                select.setArray(2, connection.createArrayOf("text", paths));
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }
}
