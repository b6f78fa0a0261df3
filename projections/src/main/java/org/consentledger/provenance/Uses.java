package org.consentledger.provenance;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.feed.Reading;
import org.consentledger.history.HistoryView;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.Select;
import org.consentledger.standing.StandingView;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** Uses by what they were of and for: all that an audience touched, whatever was shared in a period, or that nothing was. */
public final class Uses {
    /* Read page by page, each in a transaction of its own: behind a place and within a horizon nothing ever changes, so that no page
     * has to hold a view still for the next one, however slowly they are taken. */

    private static final List<String> VIEWS = List.of(StandingView.NAME, HistoryView.NAME, ProvenanceView.NAME);
    private static final int PAGE = 1_000;

    private final DataSource database;
    private final LedgerReader reader;

    /** Uses of the views in {@code database}, whose facts {@code reader} reads. */
    public Uses(DataSource database, LedgerReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** What is done with each use. */
    public interface Visitor {
        /** Takes one. */
        void visit(TracedUse use) throws IOException;
    }

    /** Hands over every use that counts within the horizon, in order of place. */
    public void each(UseFilter filter, Horizon horizon, Visitor visitor) throws IOException {
        for (Map<Long, Holder> page = page(filter, horizon, 0);
                !page.isEmpty();
                page = page(filter, horizon, last(page))) {
            for (Recorded use : reader.at(page.keySet())) {
                Holder holder = page.get(use.place());
                visitor.visit(new TracedUse(use, holder == null ? null : holder.person()));
            }
        }
    }

    private static long last(Map<Long, Holder> page) {
        return List.copyOf(page.keySet()).getLast();
    }

    private record Holder(@Nullable PersonId person) {}

    private Map<Long, Holder> page(UseFilter filter, Horizon horizon, long after) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            Map<Long, Holder> page = new LinkedHashMap<>();
            Select select = new Select()
                    .add(
                            "select f.place, coalesce(f.person, c.person), coalesce(f.unknown, c.unknown) from provenance.used f")
                    .add(HOLDER, horizon.ledgerSize())
                    .add("where f.place > ? and", after)
                    .counting("f", horizon);
            filter.add(select);
            select.add("order by f.place limit " + PAGE)
                    .each(connection, row -> page.put(row.getLong(1), new Holder(person(row))));
            return page;
        });
    }

    /** A contact point has one person for ever, whichever of its collections tells; what the ledger did not hold at the size cannot. */
    private static final String HOLDER = "left join lateral (select c.person, c.unknown from standing.collection c"
            + " where c.contact_point = f.contact_point and c.place <= ? limit 1) c on true";

    private static @Nullable PersonId person(ResultSet row) throws SQLException {
        UUID person = row.getObject(2, UUID.class);
        return person == null ? null : new PersonId(person, row.getBoolean(3));
    }

    /** How many uses there are in all, and whose. */
    public UseTotals totals(UseFilter filter, Horizon horizon) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            var totals = new ArrayList<UseTotals>();
            Select select = new Select()
                    .add("with f as (select f.contact_point, f.person, f.unknown, count(*) as uses,")
                    .add("count(*) filter (where f.recipients > 0) as shared from provenance.used f where")
                    .counting("f", horizon);
            filter.add(select);
            select.add("group by 1, 2, 3),")
                    .add("held as (select f.uses, f.shared, f.contact_point, coalesce(f.person, c.person) as person,")
                    .add("coalesce(f.unknown, c.unknown) as unknown,")
                    .add("exists (select from standing.sentinel s where s.contact_point = f.contact_point and")
                    .counting("s", horizon)
                    .add(") as sentinel from f")
                    .add(HOLDER, horizon.ledgerSize())
                    .add(")")
                    .add("select coalesce(sum(uses), 0), coalesce(sum(shared), 0), count(distinct contact_point),")
                    .add("count(distinct person) filter (where not unknown and not sentinel),")
                    .add("count(distinct person) filter (where unknown and not sentinel),")
                    .add("count(distinct contact_point) filter (where person is null) from held")
                    .each(
                            connection,
                            row -> totals.add(new UseTotals(
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6))));
            return totals.getFirst();
        });
    }
}
