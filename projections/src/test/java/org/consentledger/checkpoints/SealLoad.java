package org.consentledger.checkpoints;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import org.consentledger.identity.Installation;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact.UseReport;
import org.consentledger.law.FactId;
import org.consentledger.law.Purpose;
import org.consentledger.seal.CheckpointExtensions;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.WitnessPolicy;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LoadServer;
import org.consentledger.store.UsualSettings;
import org.consentledger.write.Ledger;
import org.consentledger.write.LedgerCommand;
import org.consentledger.write.Submission;

/**
 * How far checkpoints are behind while facts are appended, how long proofs take, and how fast the whole ledger is verified.
 *
 * <p>Argument: how many facts, a million by default.
 */
public final class SealLoad {
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final int LIST = 10_000;
    private static final int PROOFS = 5_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Random random = new Random(20_190_917L);
    private long millis = 1_568_678_400_000L;

    private SealLoad() {}

    public static void main(String[] arguments) throws Exception {
        int facts = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "seal-");
        try (var server = new LoadServer(folder.resolve("postgres"));
                LedgerDatabase database = server.database();
                var ledger = new Ledger(
                        database,
                        Installation.open(folder.resolve("secrets"), null),
                        UsualSettings.of(Clock.systemUTC()))) {
            var settings = new Signing.Settings(
                    List.of(SeedKey.draw("load.example", SignatureType.ED25519)),
                    folder.resolve("last"),
                    Duration.ofMillis(500));
            try (var signing = new Signing(
                    database.pool(), ledger.reader(), CheckpointExtensions.NONE, settings, Clock.systemUTC())) {
                signing.start();
                new SealLoad().append(ledger, signing, facts);
            }
            prove(database, ledger);
            for (int round = 1; round <= 3; round++) {
                verify(database, ledger);
            }
        }
    }

    private void append(Ledger ledger, Signing signing, int facts) {
        long begun = System.nanoTime();
        for (int appended = 0; appended < facts; appended += LIST) {
            ledger.commands().recordAll(uses(LIST));
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        long size = ledger.reader().head().size();
        long behind = System.nanoTime();
        signing.awaitSize(size, PATIENCE);
        System.out.printf(
                "appended %,d facts at %,.0f a second while they were signed; the last one was signed %.0f ms later%n",
                size, size / seconds, (System.nanoTime() - behind) / 1e6);
        long[] delays = Times.timed(40, _ -> {
            ledger.commands().recordAll(uses(1));
            long one = ledger.reader().head().size();
            long appended = System.nanoTime();
            signing.awaitSize(one, PATIENCE);
            return System.nanoTime() - appended;
        });
        System.out.printf("one fact at a time: signed after %s%n", Times.millis(delays));
    }

    private static void prove(LedgerDatabase database, Ledger ledger) {
        var proofs = new Proofs(database.pool(), ledger.reader(), Clock.systemUTC());
        Published newest =
                new Checkpoints(database.pool(), WitnessPolicy.NONE).newest().orElseThrow();
        var random = new Random(1);
        LongConsumer one = _ -> proofs.inclusion(1 + random.nextLong(newest.size()), newest);
        for (int round = 1; round <= 3; round++) {
            long[] taken = Times.timed(PROOFS, i -> {
                long begun = System.nanoTime();
                one.accept(i);
                return System.nanoTime() - begun;
            });
            System.out.printf(
                    "an inclusion proof at %,d facts, made and checked: %s%n", newest.size(), Times.millis(taken));
        }
    }

    private static void verify(LedgerDatabase database, Ledger ledger) {
        for (int workers : new int[] {1, 2, 3}) {
            var verification = new Verification(database.pool(), ledger.reader(), Clock.systemUTC(), workers);
            long begun = System.nanoTime();
            Verification.Progress progress = verification.run(_ -> {});
            double seconds = (System.nanoTime() - begun) / 1e9;
            System.out.printf(
                    "verified with %d workers: %,.0f facts a second, %,d checkpoints%n",
                    workers, progress.size() / seconds, progress.checkpoints());
        }
    }

    private List<Submission> uses(int count) {
        return IntStream.range(0, count).mapToObj(_ -> use()).toList();
    }

    private Submission use() {
        // UUIDv7 (RFC 9562, 5.7): milliseconds, then random bits.
        millis++;
        var id = new UUID((millis << 16) | 0x7000L, (random.nextLong() >>> 2) | 0x8000_0000_0000_0000L);
        return new Submission(
                new FactId("load", id),
                null,
                null,
                new LedgerCommand.RecordUse(
                        new LedgerCommand.Target.OfContactPoint(
                                new ContactPointId(new UUID(random.nextInt(1 << 16), 7))),
                        TAILORED,
                        "tailored-audiences",
                        "advertiser-417",
                        "audience-90210",
                        "list-2019-09-17",
                        "run-000123",
                        List.of(),
                        UseReport.REPORTED));
    }

    /** Times of one thing after another. */
    private static final class Times {
        interface Timed {
            long nanos(long nth);
        }

        static long[] timed(int times, Timed one) {
            long[] taken = new long[times];
            for (int i = 0; i < times; i++) {
                taken[i] = one.nanos(i);
            }
            Arrays.sort(taken);
            return taken;
        }

        static String millis(long[] sorted) {
            return "median %.2f ms, p99 %.2f ms, longest %.2f ms"
                    .formatted(
                            sorted[sorted.length / 2] / 1e6,
                            sorted[sorted.length * 99 / 100] / 1e6,
                            sorted[sorted.length - 1] / 1e6);
        }
    }
}
