package org.consentledger.census;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.PersonId;
import org.consentledger.standing.Horizon;
import org.consentledger.standing.ViewedHistories;
import org.consentledger.store.LedgerUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tables tell a census of purposes and notices what the facts do, at any size and as known by any moment. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CensusTablesIT {
    private static final int SEEDS = 60;
    private static final int COORDINATES = 8;

    private final ViewedHistories views = new ViewedHistories();

    @BeforeAll
    void open() throws SQLException {
        views.open();
    }

    @AfterAll
    void close() throws SQLException {
        views.close();
    }

    @Test
    void the_tables_tell_what_the_facts_do() throws SQLException {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            History history = ToldHistory.of(Histories.admitted(seed), random);
            views.begin(history, false);
            views.append(history.groups(), random);
            for (int i = 0; i < COORDINATES; i++) {
                compare(history, random);
            }
            if (seed % 10 == 0) {
                views.assertRebuildIsTheSame(random);
            }
        }
    }

    private void compare(History history, Random random) {
        List<Instant> moments = history.moments();
        var horizon = new Horizon(
                random.nextBoolean() ? null : moments.get(random.nextInt(moments.size())),
                random.nextInt(history.facts().size() + 1));
        var tables = new CensusTables(views.database());
        var facts = new HistoryFacts(history.facts());
        assertThat(tables.defined(horizon)).as("%s", history).isEqualTo(facts.defined(horizon));
        Disclosures told = tables.disclosures(Histories.PURPOSES, horizon);
        Disclosures expected = facts.disclosures(Histories.PURPOSES, horizon);
        for (PersonId person : history.persons()) {
            for (int purpose = 0; purpose < Histories.PURPOSES.size(); purpose++) {
                assertThat(told.since(person, purpose))
                        .as("%s to %s%n%s", Histories.PURPOSES.get(purpose), person, history)
                        .isEqualTo(expected.since(person, purpose));
            }
        }
    }

    @Test
    void a_size_that_the_views_have_not_reached_is_not_told_of() throws SQLException {
        History history = Histories.admitted(0);
        views.begin(history, false);
        views.append(history.groups(), new Random(0));
        var tables = new CensusTables(views.database());
        var beyond = new Horizon(null, history.facts().size() + 1L);
        assertThatThrownBy(() -> tables.defined(beyond)).isInstanceOf(LedgerUnavailable.class);
        assertThatThrownBy(() -> tables.disclosures(Histories.PURPOSES, beyond)).isInstanceOf(LedgerUnavailable.class);
    }
}
