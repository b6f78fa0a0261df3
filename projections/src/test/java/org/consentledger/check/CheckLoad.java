package org.consentledger.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.consentledger.identity.Installation;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Sha256;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Moments;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Rule;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.consentledger.seal.TreeHead;
import org.jspecify.annotations.Nullable;

/**
 * What a contact point takes in memory and how fast one is checked. Facts are made up, and brought as the feed brings them; nothing
 * is stored but the snapshot.
 *
 * <p>Argument: how many contact points, a million by default.
 */
public final class CheckLoad {
    private static final Purpose ADVERTISING = new Purpose("advertising");
    private static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    private static final Purpose SERVICE = new Purpose("service");
    private static final Instant FIRST = Instant.parse("2026-11-22T00:00:00Z");
    private static final NoticeRef NOTICE = new NoticeRef("sign-up", "2026-01", "en");
    private static final int BATCH = 5_000;
    private static final int ASKED = 500_000;
    private static final int ROUNDS = 5;
    private static final int ANSWER_AFTER = 1_500;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private CheckLoad() {}

    /** How a contact point's facts come. */
    private enum Shape {
        /** A collection and two assignments in one group, the consent a minute later. */
        LIVE(1, false),
        /** The same, the value under a second match key. */
        LIVE_TWO_KEYS(2, false),
        /** The same facts, each of another day years ago, known when it happened. */
        IMPORTED(1, true);

        private final int keys;
        private final boolean imported;

        Shape(int keys, boolean imported) {
            this.keys = keys;
            this.imported = imported;
        }
    }

    public static void main(String[] arguments) throws Exception {
        int points = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        for (Shape shape : List.of(Shape.LIVE_TWO_KEYS, Shape.IMPORTED)) {
            try (StandingIndex index = index(null)) {
                fill(index, Math.min(points, 1_000_000), shape);
                report(index, Math.min(points, 1_000_000), shape);
            }
        }
        Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "load")), "check-");
        var snapshots = new Snapshots(folder.resolve("index"), SnapshotKeys.in(folder.resolve("secrets")));
        try (StandingIndex index = index(snapshots)) {
            fill(index, points, Shape.LIVE);
            report(index, points, Shape.LIVE);
            ask(index, points, folder);
            long began = System.nanoTime();
            index.write();
            System.out.printf("the snapshot is written in %.1f s%n", seconds(began));
        }
        try (StandingIndex index = index(snapshots)) {
            long began = System.nanoTime();
            long place = index.beginWithSnapshot();
            System.out.printf("place %,d is reached from the snapshot in %.1f s%n", place, seconds(began));
        }
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }

    private static StandingIndex index(@Nullable Snapshots snapshots) {
        return snapshots == null
                ? new StandingIndex(new GivenKeys(), new Nothing())
                : new StandingIndex(new GivenKeys(), new Nothing(), snapshots);
    }

    // ---- facts

    private static UUID id(int number, int use) {
        return new UUID(DossierId.hash(number, use), DossierId.hash(number, use + 100L));
    }

    private static ContactPointId point(int number) {
        return new ContactPointId(id(number, 2));
    }

    private static SuppressionKey key(int number, int nth) {
        return new SuppressionKey(
                "%016x".formatted(DossierId.hash(number, 10L + nth)).repeat(4));
    }

    private static void fill(StandingIndex index, int points, Shape shape) {
        long began = System.nanoTime();
        var facts = new Facts(index, shape);
        facts.addAll(points);
        index.settle();
        System.out.printf(
                "%s: %,d facts brought and settled at %,.0f/s%n", shape, facts.place, facts.place / seconds(began));
    }

    private static Policy policy() {
        return new Policy(
                "v1",
                Policy.Combine.ANY,
                List.of(new Rule(
                        "security-stays",
                        "What was given for security serves nothing else.",
                        Set.of("two-factor-enrolment"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        ADVERTISING,
                        Rule.Effect.REFUSE,
                        null)));
    }

    private static final class Facts {
        private final StandingIndex index;
        private final Shape shape;
        private final List<Recorded> batch = new ArrayList<>();
        private long place;

        Facts(StandingIndex index, Shape shape) {
            this.index = index;
            this.shape = shape;
        }

        /** People sign up every 40 ms, and answer a minute later, while others sign up. */
        void addAll(int points) {
            add(new Fact.PolicyAdopted(policy()), FIRST);
            for (int number = 0; number < points + ANSWER_AFTER; number++) {
                Instant at = FIRST.plus(Duration.ofMillis(40L * number));
                if (number < points) {
                    addCollection(number, at);
                }
                if (shape.imported && number < points) {
                    addConsent(number, at);
                } else if (!shape.imported && number >= ANSWER_AFTER) {
                    addConsent(number - ANSWER_AFTER, at);
                }
            }
            bring();
        }

        private static PersonId person(int number) {
            return new PersonId(id(number, 1), false);
        }

        private void addCollection(int number, Instant at) {
            var collection = new CollectionId(id(number, 3));
            var tag = new ValueTag(id(number, 4));
            add(
                    new Fact.ContactPointCollected(
                            point(number),
                            person(number),
                            Channel.EMAIL,
                            new CollectedValue("plain-1", Set.of(tag), new Sealed("c2VhbGVk"), keys(number)),
                            collection,
                            number % 10 == 0 ? "two-factor-enrolment" : "sign-up",
                            Supplier.PERSON,
                            NOTICE,
                            number % 2 == 0 ? "EU" : "US-CA"),
                    at);
            add(new Fact.PurposeAssigned(collection, SERVICE, Basis.CONTRACT), at);
            add(new Fact.PurposeAssigned(collection, ADVERTISING, Basis.CONSENT), at);
        }

        private void addConsent(int number, Instant at) {
            ConsentStatus status = number % 3 == 0 ? ConsentStatus.WITHDRAWN : ConsentStatus.GIVEN;
            add(
                    new Fact.ConsentChanged(
                            person(number), null, Set.of(), ADVERTISING, status, null, "web-form", NOTICE),
                    at);
        }

        private Set<SuppressionKey> keys(int number) {
            return shape.keys == 1 ? Set.of(key(number, 0)) : Set.of(key(number, 0), key(number, 1));
        }

        void add(Fact fact, Instant recordedAt) {
            place++;
            Instant happened = shape.imported ? recordedAt.minus(Duration.ofDays(1_000 + place % 7)) : null;
            var header = new Header(new FactId("load", new UUID(7, place)), happened, happened, "0".repeat(64));
            batch.add(header.recorded(place, recordedAt, fact));
            if (batch.size() >= BATCH) {
                bring();
            }
        }

        void bring() {
            index.follow(List.copyOf(batch));
            batch.clear();
        }
    }

    private static void report(StandingIndex index, int points, Shape shape) {
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
                sample.points.add(point(number));
                sample.keys.add(key(number, 0));
                sample.strangers.add(new Sha256(random.nextLong(), 1, 2, 3));
            }
            return sample;
        }
    }

    private static void ask(StandingIndex index, int points, Path folder) throws Exception {
        Installation installation = Installation.open(folder.resolve("secrets-of-values"), null);
        long now = Moments.toMicros(FIRST.plus(Duration.ofDays(3_650)));
        long past = Moments.toMicros(FIRST.plus(Duration.ofMillis(20L * points)));
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
                        Inquiry inquiry = index.inquiry(TAILORED, PolicyChoice.IN_FORCE);
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

    // ---- what the index stands on

    /** A ledger that is asked for its policy and its head alone. */
    private static final class Nothing implements LedgerFacts {
        @Override
        public List<Recorded> at(Collection<Long> places) {
            var header = new Header(new FactId("load", new UUID(7, 1)), null, null, "0".repeat(64));
            return List.of(header.recorded(1, FIRST, new Fact.PolicyAdopted(policy())));
        }

        @Override
        public Map<FactId, Long> placesOf(Collection<FactId> ids) {
            return Map.of();
        }

        @Override
        public List<Recorded> between(long after, long upTo) {
            return List.of();
        }

        @Override
        public List<Recorded> erasuresOf(Collection<PersonId> persons) {
            return List.of();
        }

        @Override
        public Optional<TreeHead> headFrom(long place) {
            return Optional.of(new TreeHead(place, new byte[32]));
        }
    }
}
