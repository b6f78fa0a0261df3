package org.consentledger.provenance;

import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.feed.Reading;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.Word;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.Select;
import org.consentledger.standing.StandingView;

/** Contact points that their persons never gave: every collection of them came from another user or a partner. */
public final class NeverGiven {
    /* Page by page in order of contact points, as in Uses. */

    private static final List<String> VIEWS = List.of(StandingView.NAME);
    private static final int PAGE = 1_000;
    private static final UUID FIRST = new UUID(0, 0);

    private final DataSource database;

    /** Those of the view in {@code database}. */
    public NeverGiven(DataSource database) {
        this.database = database;
    }

    /**
     * One of them.
     *
     * @param since the first instant at which it was collected
     * @param suppliers the kinds of those it came from
     * @param collections how many collections of it count
     */
    public record Shadow(
            ContactPointId contactPoint, PersonId person, Instant since, Set<SupplierKind> suppliers, int collections) {
        /** One that no longer changes with the set of its suppliers. */
        public Shadow {
            suppliers = Set.copyOf(suppliers);
        }
    }

    /** What is done with each of them. */
    public interface Visitor {
        /** Takes one. */
        void visit(Shadow shadow) throws IOException;
    }

    /** Hands over each of them at an instant within the horizon, sentinels left out, in order of contact points. */
    public void each(Instant at, Horizon horizon, Visitor visitor) throws IOException {
        UUID after = FIRST;
        for (List<Shadow> page = page(at, horizon, after); !page.isEmpty(); page = page(at, horizon, after)) {
            for (Shadow shadow : page) {
                visitor.visit(shadow);
            }
            after = page.getLast().contactPoint().value();
        }
    }

    private List<Shadow> page(Instant at, Horizon horizon, UUID after) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            var page = new ArrayList<Shadow>();
            Select select = new Select()
                    .add("select f.contact_point, f.person, f.unknown, min(f.occurred_at), count(*),")
                    .add("string_agg(distinct f.supplied_by, ',')");
            addFrom(select, at, horizon, after)
                    .add("order by f.contact_point limit " + PAGE)
                    .each(connection, row -> page.add(shadow(row)));
            return page;
        });
    }

    private static Select addFrom(Select select, Instant at, Horizon horizon, UUID after) {
        return select.add("from standing.collection f where f.contact_point > ? and f.occurred_at <= ? and", after, at)
                .counting("f", horizon)
                .add("and not exists (select from standing.sentinel s where s.contact_point = f.contact_point")
                .add("and s.occurred_at <= ? and", at)
                .counting("s", horizon)
                .add(") group by f.contact_point, f.person, f.unknown having not bool_or(f.supplied_by = 'person')");
    }

    /** How many there are in all. */
    public Totals totals(Instant at, Horizon horizon) {
        return Reading.of(database, VIEWS, connection -> {
            horizon.requireReached(connection, VIEWS);
            var totals = new ArrayList<Totals>();
            Select select = new Select().add("with shadow as (select f.contact_point, f.person, f.unknown");
            addFrom(select, at, horizon, FIRST)
                    .add(") select count(*), count(distinct person) filter (where not unknown),")
                    .add("count(distinct person) filter (where unknown) from shadow")
                    .each(connection, row -> totals.add(new Totals(row.getLong(1), row.getLong(2), row.getLong(3))));
            return totals.getFirst();
        });
    }

    private static Shadow shadow(ResultSet row) throws SQLException {
        Set<SupplierKind> suppliers = new TreeSet<>();
        for (String kind : row.getString(6).split(",", -1)) {
            suppliers.add(Word.parse(SupplierKind.class, "suppliedBy", kind));
        }
        return new Shadow(
                new ContactPointId(row.getObject(1, UUID.class)),
                new PersonId(row.getObject(2, UUID.class), row.getBoolean(3)),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                suppliers,
                row.getInt(5));
    }

    /** How many there are: contact points, and the known and unknown persons behind them. */
    public record Totals(long contactPoints, long persons, long unknownPersons) {}
}
