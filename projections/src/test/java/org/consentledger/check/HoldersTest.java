package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.consentledger.identity.Profiles;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A value finds the contact points of the living that hold it, and of nobody else. */
class HoldersTest {
    private static final int SEEDS = 400;
    private static final int SEEDS_PER_TEST = 100;
    private static final Instant DAY = Instant.parse("2019-09-17T00:00:00Z");
    private static final long NOW = Moments.toMicros(Instant.parse("2030-01-01T00:00:00Z"));
    private static final Purpose PURPOSE = new Purpose("advertising");
    private static final PersonId FIRST = new PersonId(new UUID(1, 1), false);
    private static final PersonId SECOND = new PersonId(new UUID(2, 2), false);
    private static final ContactPointId POINT = new ContactPointId(new UUID(3, 3));
    private static final SuppressionKey KEY = new SuppressionKey("0123456789abcdef".repeat(4));
    private static final ValueTag TAG = new ValueTag(new UUID(4, 4));

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_value_finds_whoever_holds_it_and_lives(long first) {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            History history = Histories.admitted(seed);
            var random = new Random(seed);
            var ledger = new HistoryLedger();
            ledger.append(history.facts());
            try (var index = new StandingIndex(new HistoryKeys(history.facts(), true), ledger)) {
                for (int from = 0; from < history.facts().size(); ) {
                    int to = Math.min(history.facts().size(), from + 1 + random.nextInt(9));
                    index.follow(history.facts().subList(from, to));
                    from = to;
                    if (random.nextInt(3) == 0) {
                        index.settle();
                    }
                    expected(history.facts(), to).forEach((key, holders) -> {
                        assertThat(index.holders(key)).as("%s", history).isEqualTo(holders);
                        compare(index, key, holders, history);
                    });
                }
            }
        }
    }

    /** What is found of a value is what is found of each contact point that holds it, and nothing else. */
    private static void compare(
            StandingIndex index, SuppressionKey key, Set<StandingIndex.Holder> holders, History history) {
        Set<Found> each = new HashSet<>();
        Inquiry inquiry = index.inquiry(PURPOSE, PolicyChoice.IN_FORCE);
        for (StandingIndex.Holder holder : holders) {
            each.add(new Found(
                    holder.contactPoint(),
                    holder.person(),
                    inquiry.ask(holder.contactPoint(), NOW, Long.MAX_VALUE, Coordinates.ALL)));
        }
        assertThat(inquiry.ask(
                        List.of(new Sought(key, true, Profiles.IDENTITY_BIT)), NOW, Long.MAX_VALUE, Coordinates.ALL))
                .as("%s", history)
                .containsExactlyInAnyOrderElementsOf(each);
    }

    /** By every key of the history, who holds it after {@code size} facts. */
    private static Map<SuppressionKey, Set<StandingIndex.Holder>> expected(List<Recorded> facts, int size) {
        Map<SuppressionKey, Set<StandingIndex.Holder>> expected = new HashMap<>();
        Set<PersonId> erased = new HashSet<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erasure && recorded.place() <= size) {
                erased.add(erasure.person());
            }
        }
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                for (SuppressionKey key : collected.value().suppressionKeys()) {
                    Set<StandingIndex.Holder> holders = expected.computeIfAbsent(key, _ -> new HashSet<>());
                    if (recorded.place() <= size && !erased.contains(collected.person())) {
                        holders.add(new StandingIndex.Holder(
                                collected.contactPoint(), collected.person(), recorded.place()));
                    }
                }
            }
        }
        return expected;
    }

    private static final long ONE_PROFILE = 1 << 1;
    private static final long ANOTHER_PROFILE = 1 << 2;

    /** The first word of each row says how the value was collected, the last how it is sought. */
    @ParameterizedTest
    @CsvSource({
        "hash, 2, false, 2, true",
        "hash, 2, false, 4, false",
        "hash, 6, true, 4, true",
        "plain, 2, false, 2, true",
        "plain, 2, false, 1, false",
        "plain, 0, false, 1, false",
        "plain, 3, true, 3, true",
        // The same under a platform's rule, and yet two plain values.
        "plain, 2, true, 2, false"
    })
    void a_value_is_found_by_a_profile_that_both_have(
            String collected, long profiles, boolean plain, long asked, boolean found) {
        var collection = new CollectionId(new UUID(5, 5));
        append(collected(FIRST, collection));
        var keys = new OneKey(collected.equals("plain"), profiles);
        var sought = List.of(new Sought(KEY, plain, asked));
        try (var index = new StandingIndex(keys, new HistoryLedger())) {
            index.follow(facts);
            assertThat(points(index, sought)).isEqualTo(found ? List.of(POINT) : List.of());
            index.settle();
            assertThat(points(index, sought)).isEqualTo(found ? List.of(POINT) : List.of());
        }
    }

    private static List<ContactPointId> points(StandingIndex index, List<Sought> sought) {
        return index.inquiry(PURPOSE, PolicyChoice.IN_FORCE).ask(sought, NOW, Long.MAX_VALUE, Coordinates.ALL).stream()
                .map(Found::contactPoint)
                .toList();
    }

    /** A key that a profile installed later makes finds the value, though suppression does not know it. */
    @Test
    void a_profile_installed_later_finds_a_value() {
        append(collected(FIRST, new CollectionId(new UUID(5, 5))));
        var later = new SuppressionKey("fedcba9876543210".repeat(4));
        ValueKeys keys = new OneKey(true, ONE_PROFILE) {
            @Override
            Keys keys() {
                return new Keys(true, Set.of(KEY), Map.of(KEY, ONE_PROFILE, later, ANOTHER_PROFILE));
            }
        };
        try (var index = new StandingIndex(keys, new HistoryLedger())) {
            index.follow(facts);
            assertThat(points(index, List.of(new Sought(later, false, ANOTHER_PROFILE))))
                    .containsExactly(POINT);
            assertThat(points(index, List.of(new Sought(later, false, ONE_PROFILE))))
                    .isEmpty();
        }
    }

    /** Every value has the one key. */
    private static class OneKey implements ValueKeys {
        private final boolean plain;
        private final long profiles;

        OneKey(boolean plain, long profiles) {
            this.plain = plain;
            this.profiles = profiles;
        }

        Keys keys() {
            return new Keys(plain, Set.of(KEY), Map.of(KEY, profiles));
        }

        @Override
        public Map<Recorded, Keys> of(List<Recorded> some) {
            return some.stream().collect(Collectors.toMap(recorded -> recorded, _ -> keys()));
        }

        @Override
        public String profiles() {
            return "some";
        }

        @Override
        public void forget(PersonId person) {}
    }

    private final List<Recorded> facts = new ArrayList<>();

    private void append(Fact fact) {
        Instant at = DAY.plusSeconds(facts.size());
        var header = new Header(new FactId("test", new UUID(9, facts.size())), null, null, "0".repeat(64));
        facts.add(header.recorded(facts.size() + 1L, at, fact));
    }

    private static Fact collected(PersonId person, CollectionId collection) {
        return new Fact.ContactPointCollected(
                POINT,
                person,
                Channel.PHONE,
                new CollectedValue("plain-1", Set.of(TAG), new Sealed("c2VhbGVk"), Set.of(KEY)),
                collection,
                "sign-up",
                Supplier.PERSON,
                null,
                "EU");
    }

    /** The key is destroyed with the erasure's group, which the feed brings later than the collection. */
    @Test
    void a_suppression_reaches_a_collection_whose_value_nobody_can_read_any_more() {
        append(new Fact.PersonErased(FIRST, true, Set.of(KEY), Map.of()));
        var collection = new CollectionId(new UUID(5, 5));
        append(collected(SECOND, collection));
        append(new Fact.PurposeAssigned(collection, PURPOSE, Basis.CONTRACT));
        append(new Fact.PersonErased(SECOND, false, Set.of(), Map.of(TAG, KEY)));
        var ledger = new HistoryLedger();
        ledger.append(facts);
        var keys = new HistoryKeys(facts, false);
        keys.appended(facts);
        try (var index = new StandingIndex(keys, ledger)) {
            index.follow(facts.subList(0, 3));
            assertThat(reason(index)).isEqualTo(Reason.SUPPRESSED);
            index.follow(facts.subList(3, 4));
            assertThat(reason(index)).isEqualTo(Reason.ERASED);
        }
    }

    private static Reason reason(StandingIndex index) {
        return index.inquiry(PURPOSE, PolicyChoice.IN_FORCE)
                .ask(POINT, new Coordinates(DAY.plusSeconds(60), null, Coordinates.ALL))
                .reason();
    }

    @Test
    void nothing_is_known_of_a_contact_point_that_nobody_collected() {
        try (var index = new StandingIndex(new HistoryKeys(List.of(), false), new HistoryLedger())) {
            assertThat(reason(index)).isEqualTo(Reason.NO_RECORD);
            assertThat(index.holders(KEY)).isEmpty();
        }
    }
}
