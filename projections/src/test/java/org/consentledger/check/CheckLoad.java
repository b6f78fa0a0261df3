package org.consentledger.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Sha256;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.SuppressionKey;

/**
 * What a contact point takes in memory and how fast one is checked. Facts are made up, and brought as the feed brings them; nothing
 * is stored but the snapshot.
 *
 * <p>Argument: how many contact points, a million by default.
 */
public final class CheckLoad {
    private static final int ASKED = 500_000;
    private static final int ROUNDS = 5;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private CheckLoad() {}

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        for (SignUps.Shape shape : List.of(SignUps.Shape.LIVE_TWO_KEYS, SignUps.Shape.IMPORTED)) {
            try (StandingIndex index = SignUps.index(null)) {
                SignUps.fill(index, Math.min(points, 1_000_000), shape);
                report(index, Math.min(points, 1_000_000), shape);
            }
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "check-");
        var snapshots = new Snapshots(folder.resolve("index"), SnapshotKeys.in(folder.resolve("secrets")));
        try (StandingIndex index = SignUps.index(snapshots)) {
            SignUps.fill(index, points, SignUps.Shape.LIVE);
            report(index, points, SignUps.Shape.LIVE);
            ask(index, points, folder);
            long began = System.nanoTime();
            index.write();
            System.out.printf("the snapshot is written in %.1f s%n", seconds(began));
        }
        try (StandingIndex index = SignUps.index(snapshots)) {
            long began = System.nanoTime();
            long place = index.beginWithSnapshot();
            System.out.printf("place %,d is reached from the snapshot in %.1f s%n", place, seconds(began));
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static void report(StandingIndex index, int points, SignUps.Shape shape) {
        System.out.printf(
                "%s: %,.1f bytes for each of %,d contact points%n", shape, (double) index.bytes() / points, points);
    }

    // ---- questions

    private interface Question {
        boolean ask(Inquiry inquiry, Sample sample, int i, long at);
    }

    /** What is asked about, drawn and made beforehand. */
    private record Sample(List<ContactPointId> points, List<SuppressionKey> keys, List<Sha256> strangers) {
        static Sample of(int points, long seed) {
            var random = new SplittableRandom(seed);
            var sample = new Sample(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int i = 0; i < ASKED; i++) {
                int number = random.nextInt(points);
                sample.points.add(SignUps.point(number));
                sample.keys.add(SignUps.key(number, 0));
                sample.strangers.add(new Sha256(random.nextLong(), 1, 2, 3));
            }
            return sample;
        }
    }

    private static void ask(StandingIndex index, int points, Path folder) throws Exception {
        Installation installation = Installation.open(folder.resolve("secrets-of-values"), null);
        long now = Moments.toMicros(SignUps.FIRST.plus(Duration.ofDays(3_650)));
        long past = Moments.toMicros(SignUps.FIRST.plus(Duration.ofMillis(20L * points)));
        List<Sample> samples = List.of(Sample.of(points, 1), Sample.of(points, 2));
        Question byId = (inquiry, sample, i, at) ->
                inquiry.ask(sample.points.get(i), at, NO_LIMIT, Coordinates.ALL).permitted();
        Question byKey =
                (inquiry, sample, i, at) -> inquiry.ask(sought(sample.keys.get(i)), at, NO_LIMIT, Coordinates.ALL)
                        .getFirst()
                        .finding()
                        .permitted();
        Question bySha256 = (inquiry, sample, i, at) -> {
            SuppressionKey key = installation.suppressionKey(installation.matchKey(sample.strangers.get(i)));
            return inquiry.ask(sought(key), at, NO_LIMIT, Coordinates.ALL).isEmpty();
        };
        for (int threads : List.of(1, 2)) {
            measure("by contact point, now", index, samples.subList(0, threads), now, byId);
            measure("by contact point, at a past date", index, samples.subList(0, threads), past, byId);
            measure("by key, now", index, samples.subList(0, threads), now, byKey);
            measure("by SHA-256, strangers", index, samples.subList(0, threads), now, bySha256);
        }
    }

    private static List<Sought> sought(SuppressionKey key) {
        return List.of(new Sought(key, false, Profiles.IDENTITY_BIT));
    }

    /** One thread for each sample. The rate by the threads' own time leaves out what others do on the machine meanwhile. */
    private static void measure(String what, StandingIndex index, List<Sample> samples, long at, Question question)
            throws Exception {
        var rates = new ArrayList<Double>();
        var ownRates = new ArrayList<Double>();
        var yes = new AtomicLong();
        for (int round = 0; round < ROUNDS; round++) {
            var ownNanos = new AtomicLong();
            long began = System.nanoTime();
            try (ExecutorService askers = Executors.newFixedThreadPool(samples.size())) {
                var asked = new ArrayList<Future<?>>();
                for (Sample sample : samples) {
                    asked.add(askers.submit(() -> {
                        long own = THREADS.getCurrentThreadCpuTime();
                        Inquiry inquiry = index.inquiry(SignUps.TAILORED, PolicyChoice.IN_FORCE);
                        long permitted = 0;
                        for (int i = 0; i < ASKED; i++) {
                            permitted += question.ask(inquiry, sample, i, at) ? 1 : 0;
                        }
                        yes.addAndGet(permitted);
                        ownNanos.addAndGet(THREADS.getCurrentThreadCpuTime() - own);
                    }));
                }
                for (Future<?> one : asked) {
                    one.get();
                }
            }
            double all = (double) ASKED * samples.size();
            rates.add(all / seconds(began));
            ownRates.add(all / (ownNanos.get() / 1e9 / samples.size()));
        }
        rates.sort(null);
        ownRates.sort(null);
        System.out.printf(
                "%-34s %d thread(s): median %,.0f/s, by the threads' own time %,.0f/s (%d %% yes)%n",
                what,
                samples.size(),
                rates.get(ROUNDS / 2),
                ownRates.get(ROUNDS / 2),
                yes.get() * 100 / ROUNDS / ASKED / samples.size());
    }
}
