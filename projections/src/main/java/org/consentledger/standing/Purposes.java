package org.consentledger.standing;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
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
        String sql = "select exists (select from standing.purpose where place <= ?"
                + " and (purpose = ? or starts_with(purpose, ?)))";
        return Reading.of(database, List.of(StandingView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setLong(1, ledgerSize);
                select.setString(2, purpose.path());
                select.setString(3, purpose.path() + ".");
                try (ResultSet row = select.executeQuery()) {
                    return row.next() && row.getBoolean(1);
                }
            }
        });
    }
}
