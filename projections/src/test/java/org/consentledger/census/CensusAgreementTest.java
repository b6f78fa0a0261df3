package org.consentledger.census;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.consentledger.check.GrowingIndex;
import org.consentledger.check.HistoryKeys;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.NaiveCensus;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Horizon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history, under any policy, on every day: a census counts what asking one by one counts. */
class CensusAgreementTest {
    private static final int SEEDS = 4_000;
    private static final int SEEDS_PER_TEST = 200;
    private static final int CENSUSES = 3;
    private static final int SHARES = 2;

    private final Set<Category> met = EnumSet.noneOf(Category.class);

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_census_counts_what_asking_one_by_one_counts(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            var random = new Random(seed);
            agree(ToldHistory.of(Histories.admitted(seed), random), random);
        }
    }

    @Test
    void the_histories_bring_everything_that_can_be_counted() {
        a_census_counts_what_asking_one_by_one_counts(0);
        assertThat(met).containsExactlyInAnyOrder(Category.values());
    }

    private void agree(History history, Random random) {
        try (var growing = new GrowingIndex(history, random)) {
            while (!growing.whole()) {
                growing.grow();
            }
            List<Recorded> readable = HistoryKeys.readable(history.facts());
            var census = new Census(growing.index(), new HistoryFacts(history.facts()), task -> task.run(), SHARES);
            for (Question question : history.questions(CENSUSES)) {
                var horizon = new Horizon(
                        question.coordinates().known(),
                        Math.min(question.coordinates().ledgerSize(), growing.size()));
                Day day = history.days().get(random.nextInt(history.days().size()));
                LocalDate date = day.date();
                var terms = new Census.Terms(
                        Days.of(date.minusDays(2), date.plusDays(4), day.zone()), null, horizon, question.policy());
                compare(census.take(terms), readable, terms, history);
            }
        }
    }

    private void compare(Taken taken, List<Recorded> facts, Census.Terms terms, History history) {
        for (int day = 0; day < taken.days().count(); day++) {
            Instant at = taken.days().get(day).since();
            assertThat(counts(taken, day))
                    .as("at %s of %s%n%s", at, terms.horizon(), history)
                    .isEqualTo(NaiveCensus.counts(
                            facts,
                            new Coordinates(
                                    at, terms.horizon().known(), terms.horizon().ledgerSize()),
                            terms.policy()));
        }
    }

    /** In the form of the naive census. */
    private Map<String, Integer> counts(Taken taken, int day) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int purpose = 0; purpose < taken.purposes().size(); purpose++) {
            for (Population population : Population.values()) {
                for (Category category : Category.values()) {
                    int count = taken.get(day, purpose, population, category);
                    if (taken.defined(day, purpose) && count != 0) {
                        met.add(category);
                        counts.put(taken.purposes().get(purpose) + " " + population.word() + " " + category, count);
                    }
                }
            }
        }
        return counts;
    }
}
