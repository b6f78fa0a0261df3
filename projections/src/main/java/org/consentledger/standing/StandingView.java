package org.consentledger.standing;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Scripts;
import org.consentledger.feed.View;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;

/** What permit reads, in tables that people can ask too, and the law in SQL over them. */
public final class StandingView implements View {
    /** The view's name, and that of its schema. */
    public static final String NAME = "standing";

    private final LedgerReader reader;
    private final Suppressions suppressions;

    /** The view of what {@code reader} reads; {@code values} tells which values are suppressed. */
    public StandingView(LedgerReader reader, StandingIndex values) {
        this.reader = reader;
        this.suppressions = new Suppressions(reader, values);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int version() {
        return 3;
    }

    @Override
    public void fill(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        new StandingRows(facts, targets(facts)).copyInto(connection, schema);
        suppressions.kept(connection, schema, facts);
    }

    @Override
    public void index(Connection connection, String schema) throws SQLException {
        Periods.all(connection, schema);
        suppressions.all(connection, schema);
        View.super.index(connection, schema);
    }

    @Override
    public void apply(Connection connection, String schema, List<Recorded> facts) throws SQLException {
        if (facts.isEmpty()) {
            return;
        }
        fill(connection, schema, facts);
        if (facts.stream().anyMatch(StandingView::changesPeriods)) {
            Periods.since(connection, schema, facts.getFirst().place());
        }
        suppressions.apply(connection, schema, facts);
    }

    @Override
    public void complete(Connection connection) throws SQLException {
        Scripts.run(connection, StandingView.class, "verdict.sql", NAME);
    }

    private static boolean changesPeriods(Recorded recorded) {
        return recorded.fact() instanceof Fact.PurposeAssigned
                || recorded.fact() instanceof Fact.PurposeRevoked
                || recorded.fact() instanceof Fact.ConsentChanged
                || recorded.fact() instanceof Fact.FactRetracted;
    }

    /** Places of the facts that the batch's retractions name; a retraction always comes behind its target. */
    private Map<Recorded, Long> targets(List<Recorded> facts) {
        var retractions = new ArrayList<Recorded>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.FactRetracted) {
                retractions.add(recorded);
            }
        }
        if (retractions.isEmpty()) {
            return Map.of();
        }
        Map<FactId, Long> places = reader.placesOf(retractions.stream()
                .map(recorded -> ((Fact.FactRetracted) recorded.fact()).fact())
                .toList());
        Map<Recorded, Long> targets = new HashMap<>();
        for (Recorded recorded : retractions) {
            Long place = places.get(((Fact.FactRetracted) recorded.fact()).fact());
            if (place == null) {
                throw new IllegalStateException("a retraction names a fact that is not recorded");
            }
            targets.put(recorded, place);
        }
        return targets;
    }
}
