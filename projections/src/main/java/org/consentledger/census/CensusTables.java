package org.consentledger.census;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.feed.Reading;
import org.consentledger.law.Moments;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.Select;
import org.consentledger.standing.StandingView;

/** What a census reads, from the views that keep it. */
public final class CensusTables implements CensusFacts {
    private static final List<String> VIEWS = List.of(StandingView.NAME, CensusView.NAME);

    private final DataSource database;

    /** The tables in {@code database}. */
    public CensusTables(DataSource database) {
        this.database = database;
    }

    @Override
    public Map<Purpose, Long> defined(Horizon horizon) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            Map<Purpose, Long> defined = new HashMap<>();
            new Select()
                    .add("select f.purpose, min(f.occurred_at) from standing.purpose f where")
                    .counting("f", horizon)
                    .add("group by f.purpose")
                    .each(connection, row -> defined.put(new Purpose(row.getString(1)), micros(row, 2)));
            return defined;
        });
    }

    @Override
    public Disclosures disclosures(List<Purpose> purposes, Horizon horizon) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            var gathered = new Disclosures.Builder(purposes);
            new Select()
                    .add(
                            "select f.notice, f.version, f.language, f.occurred_at, f.purpose from census.disclosed f where")
                    .counting("f", horizon)
                    .each(
                            connection,
                            row -> gathered.published(
                                    notice(row), Set.of(new Purpose(row.getString(5))), micros(row, 4)));
            if (!gathered.disclosing().isEmpty()) {
                new Select()
                        .add(
                                "select f.notice, f.version, f.language, f.occurred_at, f.person from census.served f where")
                        .counting("f", horizon)
                        .add("order by f.person")
                        .each(
                                connection,
                                row -> gathered.served(row.getObject(5, UUID.class), notice(row), micros(row, 4)));
            }
            return gathered.build();
        });
    }

    private static NoticeRef notice(ResultSet row) throws SQLException {
        return new NoticeRef(row.getString(1), row.getString(2), row.getString(3));
    }

    private static long micros(ResultSet row, int column) throws SQLException {
        return Moments.toMicros(row.getObject(column, OffsetDateTime.class).toInstant());
    }
}
