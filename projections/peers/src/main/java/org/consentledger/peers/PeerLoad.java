package org.consentledger.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.consentledger.check.SignUps;

/**
 * The same questions put to the index in memory, to PostgreSQL by primary key and to XTDB, one after the other in one run: may this contact
 * point, drawn at random, be matched now, at a past date, and at one before most of them signed up? Every answer is compared with what it has to be.
 *
 * <p>Arguments: how many contact points, a million by default; how many of them XTDB gets, a tenth by default.
 */
public final class PeerLoad {
    private static final int ROUNDS = 5;
    private static final Duration ROUND = Duration.ofSeconds(2);
    private static final int BETWEEN_LOOKS = 64;

    private PeerLoad() {}

    /** A peer with the number of threads that it is asked by. */
    private record Asked(Peer peer, int threads) {}

    private record When(String name, Instant at, int answered) {}

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int fewer = arguments.length > 1 ? Integer.parseInt(arguments[1]) : points / 10;
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "peers-");
        int processors = Runtime.getRuntime().availableProcessors();
        List<When> dates = List.of(
                new When("now", SignUps.answered(points).plus(Duration.ofDays(3_650)), points),
                new When("at a past date", SignUps.answered(points), points),
                new When("at a past date before most of them", SignUps.answered(fewer / 2), fewer / 2));
        try (var index = new IndexPeer(points)) {
            for (Kept kept : Kept.values()) {
                try (var postgres = new PostgresPeer(kept, points, folder.resolve("postgres-" + kept));
                        var xtdb = new XtdbPeer(kept, fewer)) {
                    List<Asked> all = List.of(
                            new Asked(index, 1),
                            new Asked(index, processors),
                            new Asked(postgres, 8),
                            new Asked(xtdb, processors));
                    for (When when : dates) {
                        compare(all, when);
                    }
                }
            }
        }
    }

    private static void compare(List<Asked> all, When when) throws Exception {
        List<List<Double>> rates = new ArrayList<>();
        all.forEach(_ -> rates.add(new ArrayList<>()));
        for (int round = 0; round <= ROUNDS; round++) {
            for (int i = 0; i < all.size(); i++) {
                double rate = rate(all.get(i), when, round);
                if (round > 0) {
                    rates.get(i).add(rate);
                }
            }
        }
        rates.forEach(one -> one.sort(null));
        double ours = rates.get(1).get(ROUNDS / 2);
        for (int i = 0; i < all.size(); i++) {
            Asked asked = all.get(i);
            double median = rates.get(i).get(ROUNDS / 2);
            System.out.printf(
                    "%s, %s, %,d contact points, %d thread(s): median %,.0f/s (%,.0f to %,.0f); the index, all threads, is %.1f times that%n",
                    when.name,
                    asked.peer.name(),
                    asked.peer.points(),
                    asked.threads,
                    median,
                    rates.get(i).getFirst(),
                    rates.get(i).getLast(),
                    ours / median);
        }
    }

    /** Questions a second of all threads together. */
    private static double rate(Asked asked, When when, int round) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(asked.threads)) {
            long began = System.nanoTime();
            var running = new ArrayList<Future<Long>>();
            for (int thread = 0; thread < asked.threads; thread++) {
                long seed = round * 100L + thread;
                running.add(threads.submit(() -> ask(asked.peer, when, seed)));
            }
            long questions = 0;
            for (Future<Long> one : running) {
                questions += one.get();
            }
            return questions * 1e9 / (System.nanoTime() - began);
        }
    }

    /** How many questions one thread got an answer to; each of them right. */
    private static long ask(Peer peer, When when, long seed) throws Exception {
        var random = new SplittableRandom(seed);
        long asked = 0;
        try (Peer.Asker asker = peer.asker(when.at)) {
            long end = System.nanoTime() + ROUND.toNanos();
            while (System.nanoTime() < end) {
                for (int i = 0; i < BETWEEN_LOOKS; i++) {
                    int number = random.nextInt(peer.points());
                    boolean due = SignUps.permits(number) && number <= when.answered;
                    if (asker.permitted(number) != due) {
                        throw new IllegalStateException("a peer answers otherwise than it has to");
                    }
                }
                asked += BETWEEN_LOOKS;
            }
        }
        return asked;
    }
}
