package org.consentledger.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.consentledger.census.ToldHistory;
import org.consentledger.check.GrowingIndex;
import org.consentledger.check.HistoryKeys;
import org.consentledger.export.FactExport;
import org.consentledger.export.HistorySource;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.Incidents;
import org.consentledger.forensics.UseLog;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Day;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.NaiveCensus;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A job over exported facts gives what the service gives, to the unit. */
class SparkAgreementTest {
    private static final int SEEDS = 3;

    private static @Nullable SparkSession session;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        session = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.sql.shuffle.partitions", 1)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
    }

    @AfterAll
    static void stop() {
        spark().stop();
    }

    private static SparkSession spark() {
        SparkSession started = session;
        if (started == null) {
            throw new IllegalStateException("Spark was not started");
        }
        return started;
    }

    /** Histories that bring uses, what takes facts back, and values that somebody else's erasure suppressed. */
    static LongStream seeds() {
        return LongStream.iterate(1, seed -> seed + 1)
                .filter(seed -> isRich(Histories.admitted(seed)))
                .limit(SEEDS);
    }

    private static boolean isRich(History history) {
        return history.uses().size() > 3
                && !new HistorySource(history.facts())
                        .suppressed(history.facts().size())
                        .isEmpty()
                && history.facts().stream().anyMatch(recorded -> recorded.fact() instanceof Fact.FactRetracted);
    }

    private void export(History history) throws IOException {
        new FactExport(new HistorySource(history.facts()), folder).run((_, _) -> {});
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void an_incident_is_the_service_s_own(long seed) throws IOException {
        History history = ToldHistory.of(Histories.admitted(seed), new Random(seed));
        export(history);
        var random = new Random(seed);
        try (var growing = new GrowingIndex(history, random)) {
            while (!growing.whole()) {
                growing.grow();
            }
            var log = new UseLog(growing.ledger(), growing.index());
            log.take(history.facts());
            log.judge();
            var incidents = new Incidents(log, growing.ledger());
            long size = history.facts().size();
            for (long at : List.of(size, size - random.nextInt(history.facts().size() / 2))) {
                String question = "{\"ledgerSize\":" + at + ",\"zone\":\"Europe/Berlin\"}";
                IncidentReport expected = incidents.report(new AskedIncident(question, at).question());
                IncidentReport found = IncidentJob.report(spark(), folder.toString(), question);
                assertThat(found.head().root())
                        .isEqualTo(at == size ? expected.head().root() : "");
                assertThat(withHeadOf(expected, found))
                        .as("at %s of%n%s", at, history)
                        .isEqualTo(expected);
            }
        }
    }

    private static IncidentReport withHeadOf(IncidentReport expected, IncidentReport found) {
        return new IncidentReport(
                found.ledgerSize(),
                expected.head(),
                found.zoneData(),
                found.all(),
                found.classes(),
                found.breaches(),
                found.restsOn(),
                found.sentinels(),
                found.firstBreach(),
                found.lastBreach(),
                found.cleanSince(),
                found.lastUse(),
                found.reasons(),
                found.undetermined(),
                found.days(),
                found.purposes(),
                found.programmes(),
                found.surfaces(),
                found.suppliers(),
                found.jurisdictions(),
                found.advertisers(),
                found.audiences());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void a_census_is_what_asking_one_by_one_counts(long seed) throws IOException {
        History history = ToldHistory.of(Histories.admitted(seed), new Random(seed));
        export(history);
        List<Recorded> readable = HistoryKeys.readable(history.facts());
        Day day = history.days().get(0);
        String question = "{\"since\":\"%s\",\"until\":\"%s\",\"zone\":\"%s\"}"
                .formatted(day.date().minusDays(2), day.date().plusDays(4), day.zone());
        CensusCounts found = CensusJob.take(spark(), folder.toString(), question);
        for (int nth = -2; nth < 4; nth++) {
            String on = day.date().plusDays(nth).toString();
            var at = Day.of(day.date().plusDays(nth), day.zone()).since();
            assertThat(counts(found, on))
                    .as("on %s of%n%s", on, history)
                    .isEqualTo(NaiveCensus.counts(
                            readable, new Coordinates(at, null, history.facts().size()), PolicyChoice.IN_FORCE));
        }
    }

    private static Map<String, Integer> counts(CensusCounts found, String on) {
        Map<String, Integer> counts = new TreeMap<>();
        for (CensusCounts.Line line : found.lines()) {
            if (line.on().equals(on)) {
                counts.put(line.purpose() + " " + line.population() + " " + line.category(), (int) line.count());
            }
        }
        return counts;
    }

    @Test
    void what_cannot_be_asked_is_said_before_anything_is_read() throws IOException {
        export(Histories.admitted(1));
        String export = folder.toString();
        assertThatThrownBy(() -> IncidentJob.report(spark(), export, "{\"ledgerSize\":999999}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ledgerSize");
        assertThatThrownBy(() -> IncidentJob.report(
                        spark(), export, "{\"from\":\"2019-09-18T00:00:00Z\",\"until\":\"2019-09-17T00:00:00Z\"}"))
                .hasMessage("until: must be later than 'from'");
        assertThatThrownBy(
                        () -> CensusJob.take(spark(), folder.resolve("nothing").toString(), "{}"))
                .hasMessage("The folder holds no exported facts");
    }
}
