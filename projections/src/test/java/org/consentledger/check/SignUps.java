package org.consentledger.check;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
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
 * People who sign up, and answer a minute later. Their facts are made up, and brought to an index as the feed brings them; the ledger
 * behind it is asked for nothing but its policy and its head.
 */
public final class SignUps {
    public static final Purpose TAILORED = new Purpose("advertising.audience-match.tailored");
    public static final Instant FIRST = Instant.parse("2026-11-22T00:00:00Z");

    public static final Purpose ADVERTISING = new Purpose("advertising");
    private static final Purpose SERVICE = new Purpose("service");
    private static final NoticeRef NOTICE = new NoticeRef("sign-up", "2026-01", "en");
    private static final String SECURITY = "two-factor-enrolment";
    private static final int BATCH = 5_000;
    private static final int ANSWER_AFTER = 1_500;

    private SignUps() {}

    /** How a contact point's facts come. */
    public enum Shape {
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

    /** An index that nothing was brought to. */
    public static StandingIndex index(@Nullable Snapshots snapshots) {
        return snapshots == null
                ? new StandingIndex(new GivenKeys(), new Nothing())
                : new StandingIndex(new GivenKeys(), new Nothing(), snapshots);
    }

    /** The ledger behind such an index, which is asked for nothing but its policy and its head. */
    public static LedgerFacts ledger() {
        return new Nothing();
    }

    private static UUID id(int number, int use) {
        return new UUID(DossierId.hash(number, use), DossierId.hash(number, use + 100L));
    }

    /** The contact point that came as the {@code number}th, from 0. */
    public static ContactPointId point(int number) {
        return new ContactPointId(id(number, 2));
    }

    /** Who holds it. */
    public static PersonId person(int number) {
        return new PersonId(id(number, 1), false);
    }

    /** How it was collected. */
    public static CollectionId collection(int number) {
        return new CollectionId(id(number, 3));
    }

    static SuppressionKey key(int number, int nth) {
        return new SuppressionKey(
                "%016x".formatted(DossierId.hash(number, 10L + nth)).repeat(4));
    }

    /** Brings the facts of so many contact points. */
    public static void fill(StandingIndex index, int points, Shape shape) {
        long began = System.nanoTime();
        var facts = new Facts(index::follow, shape);
        facts.addAll(points);
        index.settle();
        System.out.printf(
                "%s: %,d facts brought and settled at %,.0f/s%n",
                shape, facts.place, facts.place / ((System.nanoTime() - began) / 1e9));
    }

    /** Hands over the facts of so many contact points, in batches; how many they are. */
    public static long facts(int points, Shape shape, Consumer<List<Recorded>> to) {
        var facts = new Facts(to, shape);
        facts.addAll(points);
        return facts.place;
    }

    private static Policy policy() {
        return new Policy(
                "v1",
                Policy.Combine.ANY,
                List.of(new Rule(
                        "security-stays",
                        "What was given for security serves nothing else.",
                        Set.of(SECURITY),
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
        private final Consumer<List<Recorded>> to;
        private final Shape shape;
        private final List<Recorded> batch = new ArrayList<>();
        private long place;

        Facts(Consumer<List<Recorded>> to, Shape shape) {
            this.to = to;
            this.shape = shape;
        }

        /** People sign up every 40 ms, and answer a minute later, while others sign up. */
        void addAll(int points) {
            add(new Fact.PolicyAdopted(policy()), FIRST);
            for (int number = 0; number < points + ANSWER_AFTER; number++) {
                Instant at = signedUp(number);
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

        private void addCollection(int number, Instant at) {
            CollectionId collection = collection(number);
            var tag = new ValueTag(id(number, 4));
            add(
                    new Fact.ContactPointCollected(
                            point(number),
                            person(number),
                            Channel.EMAIL,
                            new CollectedValue("plain-1", Set.of(tag), new Sealed("c2VhbGVk"), keys(number)),
                            collection,
                            surface(number),
                            Supplier.PERSON,
                            NOTICE,
                            number % 2 == 0 ? "EU" : "US-CA"),
                    at);
            add(new Fact.PurposeAssigned(collection, SERVICE, Basis.CONTRACT), at);
            add(new Fact.PurposeAssigned(collection, ADVERTISING, Basis.CONSENT), at);
        }

        private void addConsent(int number, Instant at) {
            ConsentStatus status = consents(number) ? ConsentStatus.GIVEN : ConsentStatus.WITHDRAWN;
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
            to.accept(List.copyOf(batch));
            batch.clear();
        }
    }

    /** When the {@code number}th signed up, and, where it is not imported, answered. */
    public static Instant signedUp(int number) {
        return FIRST.plus(Duration.ofMillis(40L * number));
    }

    /** When the {@code number}th said what they want. */
    public static Instant answered(int number) {
        return signedUp(number + ANSWER_AFTER);
    }

    /** Whether the {@code number}th may be matched, once they have answered. */
    public static boolean permits(int number) {
        return !surface(number).equals(SECURITY) && consents(number);
    }

    /** What the {@code number}th answers. */
    public static boolean consents(int number) {
        return number % 3 != 0;
    }

    /** Where the {@code number}th gave their contact point; what was given for security serves nothing else. */
    public static String surface(int number) {
        return number % 10 == 0 ? SECURITY : "sign-up";
    }

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
            return Optional.of(treeOf(place));
        }

        @Override
        public TreeHead treeOf(long size) {
            return new TreeHead(size, new byte[32]);
        }
    }
}
