package org.consentledger.forensics;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.consentledger.check.SignUps;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.consentledger.law.Rule;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.jspecify.annotations.Nullable;

/**
 * How long an incident takes: at the newest place, at older coordinates and under another policy, and until a late withdrawal is in
 * it; beside the best SQL over tables of the same facts, whose figures must be the same.
 *
 * <p>Argument: how many uses, a million by default; a tenth as many persons.
 */
public final class IncidentLoad {
    private IncidentLoad() {}

    public static void main(String[] arguments) throws Exception {
        int uses = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int persons = Math.max(100, uses / 10);
        try (StandingIndex index = SignUps.index(null)) {
            SignUps.fill(index, persons, SignUps.Shape.LIVE);
            var many = new ManyUses(persons, uses, index.place());
            var log = new UseLog(SignUps.ledger(), index);
            timed("uses brought and judged", () -> {
                many.facts(batch -> bring(index, log, batch));
                log.judge();
                return null;
            });
            long before = log.place();
            timed("late withdrawals brought and judged", () -> {
                bring(index, log, many.withdrawals());
                log.judge();
                return null;
            });
            System.out.printf("%,d uses take %,d MB%n", log.size(), log.bytes() >> 20);
            report(index, log, many, before);
        }
    }

    private static void bring(StandingIndex index, UseLog log, List<Recorded> facts) {
        index.follow(facts);
        log.take(facts);
    }

    private static void report(StandingIndex index, UseLog log, ManyUses many, long before) throws Exception {
        var incidents = new Incidents(log, SignUps.ledger());
        IncidentReport first = timed("report at the newest place", () -> incidents.report(question("UTC", null)));
        timed("the same once more", () -> incidents.report(question("UTC", null)));
        for (String zone : List.of("Europe/Berlin", "America/Los_Angeles")) {
            timed("by the days of another zone", () -> incidents.report(question(zone, null)));
        }
        timed("report at older coordinates", () -> incidents.report(question("UTC", before)));
        WhatIf whatIf = timed("what if", () -> incidents.whatIf(question("UTC", null), noSignUps()));
        System.out.printf("spared: %s, stopped: %s%n", whatIf.spared(), whatIf.stopped());
        timed("what changed", () -> incidents.changes(question("UTC", null), before));
        Counts breaches = timed("a late withdrawal of one person, until it is reported", () -> {
            bring(
                    index,
                    log,
                    List.of(many.withdrawal(log.place() + 1, 2, many.toldAt().plusSeconds(1))));
            log.judge();
            return incidents.report(question("UTC", null)).breaches();
        });
        System.out.printf("breaches before: %s, after: %s%n", first.breaches(), breaches);
        compare(first, many);
    }

    private static IncidentQuestion question(String zone, @Nullable Long size) {
        return new IncidentQuestion(
                null,
                null,
                SignUps.ADVERTISING,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                size,
                PolicyChoice.IN_FORCE,
                ZoneId.of(zone));
    }

    private static PolicyChoice noSignUps() {
        var rule = new Rule(
                "none",
                "Nothing at all.",
                Set.of("sign-up"),
                null,
                null,
                null,
                null,
                null,
                null,
                Rule.Effect.REFUSE,
                null);
        return new PolicyChoice.Draft(new Policy("draft", Policy.Combine.ANY, List.of(rule)), "0".repeat(64));
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        T done = work.call();
        System.out.printf("%-55s %.3f s%n", what, (System.nanoTime() - began) / 1e9);
        return done;
    }

    // ---- the peer

    private static void compare(IncidentReport report, ManyUses many) throws Exception {
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "incident-");
        try (var server = new LoadServer(folder.resolve("postgres"));
                LedgerDatabase database = server.database();
                Connection connection = LoadServer.asOwner(database)) {
            var sql = new SqlIncident(connection);
            timed("SQL: tables filled", () -> {
                sql.fill(many);
                return null;
            });
            Map<String, String> classes = timed("SQL: judged, by class", sql::classes);
            timed("SQL: the same once more", sql::classes);
            same(classes, classes(report));
            same(timed("SQL: by day, surface and advertiser", sql::lines), lines(report));
        }
    }

    private static void same(Map<String, String> sql, Map<String, String> own) {
        if (!sql.equals(own)) {
            throw new IllegalStateException("the figures differ: " + sql + " in SQL, " + own + " here");
        }
        System.out.printf("%,d figures are the same%n", own.size());
    }

    private static Map<String, String> classes(IncidentReport report) {
        Map<String, String> classes = new TreeMap<>();
        report.classes().stream()
                .filter(line -> line.counts().uses() > 0)
                .forEach(line -> classes.put(line.useClass().name(), counts(line.counts())));
        return classes;
    }

    private static Map<String, String> lines(IncidentReport report) {
        Map<String, String> lines = new TreeMap<>();
        report.days().forEach(line -> lines.put(line.day() + " " + line.useClass(), counts(line.counts())));
        for (List<IncidentReport.Named> named : List.of(report.surfaces(), report.advertisers())) {
            named.forEach(line ->
                    lines.put((line.name() == null ? "" : line.name()) + " " + line.useClass(), counts(line.counts())));
        }
        return lines;
    }

    private static String counts(Counts counts) {
        return counts.uses() + " uses of " + counts.persons();
    }
}
