package org.consentledger.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.consentledger.check.SignUps;
import org.consentledger.check.StandingIndex;
import org.consentledger.export.ExportSource;
import org.consentledger.export.FactExport;
import org.consentledger.export.Manifest;
import org.consentledger.forensics.IncidentReport;
import org.consentledger.forensics.Incidents;
import org.consentledger.forensics.ManyUses;
import org.consentledger.forensics.UseLog;
import org.consentledger.law.Recorded;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.TreeHead;

/**
 * How long an export and an incident over it take on this machine, and that the figures are the service's.
 *
 * <p>Arguments: how many uses, a million by default, by a tenth as many persons; {@code alone} leaves the comparison out.
 */
public final class SparkLoad {
    private SparkLoad() {}

    public static void main(String[] arguments) throws Exception {
        int uses = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int persons = Math.max(100, uses / 10);
        Path folder = Files.createTempDirectory("ledger-spark-load-");
        try (SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.local.dir", folder.resolve("scratch").toString())
                .getOrCreate()) {
            var source = new MadeFacts(persons, uses);
            Manifest manifest = timed("exported", () -> new FactExport(source, folder).run((_, _) -> {}));
            long bytes =
                    manifest.facts().stream().mapToLong(Manifest.Part::bytes).sum();
            System.out.printf("%,d facts in %,d MB%n", manifest.size(), bytes >> 20);
            IncidentReport report =
                    timed("incident on Spark", () -> IncidentJob.report(spark, folder.toString(), "{}"));
            System.out.printf("%s%n", report.classes());
            if (arguments.length < 2) {
                compare(report, persons, uses);
            }
        } finally {
            delete(folder);
        }
    }

    private static void compare(IncidentReport report, int persons, int uses) {
        try (StandingIndex index = SignUps.index(null)) {
            var log = new UseLog(SignUps.ledger(), index);
            facts(persons, uses, batch -> {
                index.follow(batch);
                log.take(batch);
            });
            log.judge();
            IncidentReport own =
                    new Incidents(log, SignUps.ledger()).report(new AskedIncident("{}", log.place()).question());
            if (!own.equals(report)) {
                throw new IllegalStateException("Spark reports other figures than the service");
            }
            System.out.println("Every figure is the service's.");
        }
    }

    private static void facts(int persons, int uses, Consumer<List<Recorded>> to) {
        long signedUp = SignUps.facts(persons, SignUps.Shape.LIVE, to);
        var many = new ManyUses(persons, uses, signedUp);
        many.facts(to);
        to.accept(many.withdrawals());
    }

    /** A ledger of facts that are made up as they are read. */
    private static final class MadeFacts implements ExportSource {
        private final int persons;
        private final int uses;
        private final long size;

        MadeFacts(int persons, int uses) {
            this.persons = persons;
            this.uses = uses;
            // Four facts of each person and a policy; and one in a hundred withdraws, counted from the second.
            this.size = 4L * persons + 1 + uses + (persons + 98) / 100;
        }

        @Override
        public long size() {
            return size;
        }

        @Override
        public TreeHead treeOf(long toSize) {
            return toSize == 0 ? Frontier.EMPTY.head() : new TreeHead(toSize, new byte[32]);
        }

        @Override
        public void facts(long after, long upTo, Each each) throws IOException {
            try {
                SparkLoad.facts(persons, uses, batch -> {
                    for (Recorded recorded : batch) {
                        if (recorded.place() > after && recorded.place() <= upTo) {
                            hand(each, recorded);
                        }
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }

        private static void hand(Each each, Recorded recorded) {
            try {
                each.fact(recorded);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public List<Suppressed> suppressed(long toSize) {
            return List.of();
        }
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
        long began = System.nanoTime();
        T done = work.call();
        System.out.printf("%s: %,.1f s%n", what, (System.nanoTime() - began) / 1e9);
        return done;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
