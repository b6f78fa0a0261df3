package org.consentledger.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.consentledger.check.GrowingIndex;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.LedgerFacts;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On any history a report counts what a naive count over the law's judged uses counts, on every line. */
class IncidentAgreementTest {
    private static final int SEEDS = 3_000;
    private static final int SEEDS_PER_TEST = 200;
    private static final int QUESTIONS = 4;
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Pacific/Kiritimati");

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_report_counts_what_the_law_judges(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.admitted(seed);
            if (!history.uses().isEmpty()) {
                agree(history, new Random(seed));
            }
        }
    }

    private static void agree(History history, Random random) {
        try (var growing = new GrowingIndex(history, random)) {
            var log = new UseLog(growing.ledger(), growing.index());
            var incidents = new Incidents(log, growing.ledger());
            while (!growing.whole()) {
                growing.grow();
                log.take(history.facts().subList((int) log.taken(), growing.size()));
                log.judge();
                List<Recorded> readable = HistoryKeys.readable(history.first(log.place()));
                for (Question question : history.questions(QUESTIONS)) {
                    IncidentQuestion incident = incident(question, history, log, random);
                    if (policiesKnown(incident, readable, log)) {
                        ask(incidents, growing.ledger(), incident, readable, log, history);
                        whatIf(incidents, incident, readable, log, question.policy(), history);
                        changed(incidents, incident, readable, log, random, history);
                    }
                }
            }
        }
    }

    private static void ask(
            Incidents incidents,
            LedgerFacts ledger,
            IncidentQuestion question,
            List<Recorded> readable,
            UseLog log,
            History history) {
        long size = question.ledgerSize() == null ? log.place() : question.ledgerSize();
        IncidentReport report = incidents.report(question);
        assertThat(report.ledgerSize()).isEqualTo(size);
        compare(report, new NaiveIncident(readable, question, size), question + "\n" + history);
        assertThat(new Incidents(log, ledger).report(question.at(size))).isEqualTo(report);
        assertThat(report.head())
                .isEqualTo(new IncidentReport.Head(
                        size, HexFormat.of().formatHex(ledger.treeOf(size).root())));
        AffectedAgreement.compare(
                incidents.affected(question),
                report,
                new NaiveIncident(readable, question, size),
                question + "\n" + history);
    }

    private static void whatIf(
            Incidents incidents,
            IncidentQuestion question,
            List<Recorded> readable,
            UseLog log,
            PolicyChoice instead,
            History history) {
        long size = size(question, log);
        if (instead instanceof PolicyChoice.Version named && !adopted(readable, named, size)) {
            return;
        }
        WhatIf found = incidents.whatIf(question, instead);
        var naive = new NaiveIncident(readable, question, size);
        String told = question + "\n" + instead + "\n" + history;
        Function<NaiveIncident.Use, JudgedUse> other =
                use -> JudgedUse.of(readable, use.recorded(), question.known(), size, instead);
        Predicate<NaiveIncident.Use> let = use -> other.apply(use).then().permitted();
        Predicate<NaiveIncident.Use> breach = NaiveIncident::breach;
        assertThat(found.all()).as(told).isEqualTo(NaiveIncident.counts(naive.uses));
        assertThat(found.spared()).as(told).isEqualTo(naive.countsOf(breach.and(let.negate())));
        assertThat(found.remaining()).as(told).isEqualTo(naive.countsOf(breach.and(let)));
        assertThat(found.stopped())
                .as(told)
                .isEqualTo(naive.countsOf(use -> use.useClass() == UseClass.LAWFUL && !let.test(use)));
        Set<PersonId> spared = naive.persons(breach.and(let.negate()));
        spared.removeAll(naive.persons(breach.and(let)));
        assertThat(found.sparedPersons() + found.sparedWithoutAccount())
                .as(told)
                .isEqualTo(spared.size());
        assertThat(found.sparedWithoutAccount())
                .as(told)
                .isEqualTo(spared.stream().filter(PersonId::unknown).count());
        assertThat(lines(
                        found.moves(),
                        line -> new Object[] {line.useClass(), line.instead(), line.permitted()},
                        WhatIf.Move::counts))
                .as(told)
                .isEqualTo(naive.by(
                        use -> new Object[] {use.useClass(), other.apply(use).useClass(), let.test(use)}));
    }

    private static void changed(
            Incidents incidents,
            IncidentQuestion question,
            List<Recorded> readable,
            UseLog log,
            Random random,
            History history) {
        long size = size(question, log);
        long before = random.nextLong(size + 1);
        if (question.policy() instanceof PolicyChoice.Version named && !adopted(readable, named, before)) {
            return;
        }
        IncidentChanges found = incidents.changes(question, before);
        Map<Long, UseClass> then = new NaiveIncident(readable, question, before).classes();
        var after = new NaiveIncident(readable, question, size);
        Map<Long, UseClass> now = after.classes();
        Map<List<@Nullable Object>, Counts> moved = after.withAll(then.keySet()).by(use -> new Object[] {
            then.get(use.recorded().place()), now.get(use.recorded().place())
        });
        moved.keySet().removeIf(key -> Objects.equals(key.get(0), key.get(1)));
        assertThat(lines(
                        found.moves(),
                        line -> new Object[] {line.before(), line.after()},
                        IncidentChanges.Move::counts))
                .as("since %s%n%s%n%s", before, question, history)
                .isEqualTo(moved);
    }

    private static long size(IncidentQuestion question, UseLog log) {
        return question.ledgerSize() == null ? log.place() : question.ledgerSize();
    }

    private static boolean policiesKnown(IncidentQuestion question, List<Recorded> readable, UseLog log) {
        return !(question.policy() instanceof PolicyChoice.Version named)
                || adopted(readable, named, size(question, log));
    }

    private static boolean adopted(List<Recorded> facts, PolicyChoice.Version named, long size) {
        return facts.stream()
                .anyMatch(fact -> fact.place() <= size
                        && fact.fact() instanceof Fact.PolicyAdopted adopted
                        && adopted.policy().version().equals(named.version()));
    }

    /** Half of them without any condition. */
    private static IncidentQuestion incident(Question question, History history, UseLog log, Random random) {
        Coordinates asked = question.coordinates();
        boolean all = random.nextBoolean();
        List<Instant> moments = history.moments();
        Instant one = moments.get(random.nextInt(moments.size()));
        Instant other = moments.get(random.nextInt(moments.size()));
        boolean period = !all && !one.equals(other) && random.nextInt(3) == 0;
        return new IncidentQuestion(
                period ? min(one, other) : null,
                period ? (one.isBefore(other) ? other : one) : null,
                !all && random.nextBoolean() ? question.purpose() : null,
                !all && random.nextInt(4) == 0 ? programmes(log) : null,
                !all && random.nextInt(4) == 0 ? Set.of("Advertiser Nr. 1") : null,
                !all && random.nextInt(4) == 0 ? Set.of("two-factor-enrolment", "sign-up") : null,
                !all && random.nextInt(4) == 0 ? Set.of(SupplierKind.PERSON) : null,
                !all && random.nextInt(4) == 0 ? Set.of("EU") : null,
                !all && random.nextInt(4) == 0 ? EnumSet.complementOf(EnumSet.of(UseClass.LAWFUL)) : null,
                asked.known(),
                asked.ledgerSize() == Coordinates.ALL ? null : Math.min(asked.ledgerSize(), log.place()),
                random.nextInt(3) == 0 ? question.policy() : PolicyChoice.IN_FORCE,
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))));
    }

    private static @Nullable Set<String> programmes(UseLog log) {
        return log.size() == 0 ? null : Set.of(log.now().terms().get(0).programme());
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static void compare(IncidentReport report, NaiveIncident naive, String told) {
        List<NaiveIncident.Use> uses = naive.uses;
        List<NaiveIncident.Use> breaches =
                uses.stream().filter(NaiveIncident::breach).toList();
        assertThat(report.all()).as(told).isEqualTo(NaiveIncident.counts(uses));
        assertThat(report.breaches()).as(told).isEqualTo(NaiveIncident.counts(breaches));
        assertThat(report.sentinels())
                .as(told)
                .isEqualTo(NaiveIncident.counts(
                        uses.stream().filter(NaiveIncident.Use::sentinel).toList()));
        for (IncidentReport.OfClass line : report.classes()) {
            assertThat(line.counts())
                    .as("%s%n%s", line, told)
                    .isEqualTo(NaiveIncident.counts(uses.stream()
                            .filter(use -> use.useClass() == line.useClass())
                            .toList()));
        }
        assertThat(report.classes()).hasSize(UseClass.values().length);
        for (RestsOn flag : RestsOn.values()) {
            Map<List<@Nullable Object>, Counts> expected =
                    naive.by(use -> new Object[] {rests(use, flag), use.useClass()});
            expected.keySet().removeIf(key -> Boolean.FALSE.equals(key.getFirst()));
            assertThat(lines(
                            report.restsOn().stream()
                                    .filter(line -> line.restsOn() == flag)
                                    .toList(),
                            line -> new Object[] {true, line.useClass()},
                            IncidentReport.Resting::counts))
                    .as("%s%n%s", flag, told)
                    .isEqualTo(expected);
        }
        assertThat(lines(
                        report.reasons(),
                        line -> new Object[] {line.useClass(), line.then(), line.now()},
                        IncidentReport.ForReason::counts))
                .as(told)
                .isEqualTo(naive.by(use -> new Object[] {
                    use.useClass(), use.judged().then(), use.judged().now()
                }));
        assertThat(report.undetermined())
                .isEqualTo(report.reasons().stream()
                        .filter(line -> line.useClass() == UseClass.UNPROVEN)
                        .toList());
        assertThat(lines(
                        report.days(),
                        line -> new Object[] {line.day(), line.useClass()},
                        IncidentReport.OfDay::counts))
                .as(told)
                .isEqualTo(naive.by(use -> new Object[] {naive.day(use), use.useClass()}));
        named(report.purposes(), naive, use -> use.fact().purpose().path(), told);
        named(report.programmes(), naive, use -> use.fact().programme(), told);
        named(report.advertisers(), naive, use -> use.fact().advertiser(), told);
        named(
                report.surfaces(),
                naive,
                use -> use.collection() == null ? null : use.collection().surface(),
                told);
        named(
                report.suppliers(),
                naive,
                use -> use.collection() == null
                        ? null
                        : use.collection().suppliedBy().kind().word(),
                told);
        named(
                report.jurisdictions(),
                naive,
                use -> use.collection() == null ? null : use.collection().jurisdiction(),
                told);
        assertThat(lines(
                        report.audiences(),
                        line -> new Object[] {line.advertiser(), line.audience(), line.useClass()},
                        IncidentReport.OfAudience::counts))
                .as(told)
                .isEqualTo(naive.by(
                        use -> new Object[] {use.fact().advertiser(), use.fact().audience(), use.useClass()}));
        moments(report, uses, breaches, told);
    }

    private static void moments(
            IncidentReport report, List<NaiveIncident.Use> uses, List<NaiveIncident.Use> breaches, String told) {
        Comparator<NaiveIncident.Use> byTime = Comparator.<NaiveIncident.Use, Instant>comparing(
                        use -> use.recorded().occurredAt())
                .thenComparingLong(use -> use.recorded().place());
        assertThat(report.firstBreach())
                .as(told)
                .isEqualTo(breaches.stream()
                        .min(byTime)
                        .map(IncidentAgreementTest::moment)
                        .orElse(null));
        assertThat(report.lastBreach())
                .as(told)
                .isEqualTo(breaches.stream()
                        .max(byTime)
                        .map(IncidentAgreementTest::moment)
                        .orElse(null));
        assertThat(report.lastUse())
                .as(told)
                .isEqualTo(uses.stream()
                        .max(byTime)
                        .map(IncidentAgreementTest::moment)
                        .orElse(null));
    }

    private static IncidentReport.UseMoment moment(NaiveIncident.Use use) {
        return new IncidentReport.UseMoment(
                use.recorded().place(), use.recorded().occurredAt());
    }

    private static boolean rests(NaiveIncident.Use use, RestsOn flag) {
        return switch (flag) {
            case ASSERTED_KNOWLEDGE -> use.judged().assertedKnowledge();
            case LATER_EVIDENCE -> use.judged().laterEvidence();
            case RETRACTION -> use.judged().retraction();
        };
    }

    private static void named(
            List<IncidentReport.Named> lines,
            NaiveIncident naive,
            Function<NaiveIncident.Use, @Nullable String> name,
            String told) {
        assertThat(lines(lines, line -> new Object[] {line.name(), line.useClass()}, IncidentReport.Named::counts))
                .as(told)
                .isEqualTo(naive.by(use -> new Object[] {name.apply(use), use.useClass()}));
    }

    private static <L> Map<List<@Nullable Object>, Counts> lines(
            Collection<L> lines, Function<L, @Nullable Object[]> key, Function<L, Counts> counts) {
        Map<List<@Nullable Object>, Counts> found = new HashMap<>();
        for (L line : lines) {
            found.put(Arrays.asList(key.apply(line)), counts.apply(line));
        }
        assertThat(found).hasSameSizeAs(lines);
        return found;
    }
}
