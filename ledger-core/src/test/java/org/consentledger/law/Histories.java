package org.consentledger.law;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.consentledger.law.Fact.ConsentChanged;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointRemoved;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.NoticePublished;
import org.consentledger.law.Fact.NoticeServed;
import org.consentledger.law.Fact.PersonErased;
import org.consentledger.law.Fact.PolicyAdopted;
import org.consentledger.law.Fact.PurposeAssigned;
import org.consentledger.law.Fact.PurposeDefined;
import org.consentledger.law.Fact.PurposeRevoked;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.Fact.SuppressionLifted;
import org.consentledger.law.Fact.UseReport;
import org.jspecify.annotations.Nullable;

/**
 * Small random histories and questions about them. One seed gives one history for ever, and ids that no other seed gives, so
 * that many histories fit into one store.
 *
 * <p>Instants come from a small set and collide; bounds are asked about to the microsecond.
 */
public final class Histories {
    /** The time zones that the days of {@link History#days} lie in. */
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Kiritimati", "Asia/Kolkata");

    /** The dates that histories play on: an ordinary one, and some on which clocks were changed. */
    private static final List<String> DATES =
            List.of("2019-09-17T00:00:00Z", "2019-03-31T00:00:00Z", "2018-11-04T00:00:00Z", "1969-12-31T00:00:00Z");

    /** From the date's start; the first group is recorded {@link #LEAD} before it. */
    private static final List<Duration> OFFSETS = List.of(
            Duration.ofHours(-2),
            Duration.ZERO,
            Duration.ofNanos(1_000),
            Duration.ofHours(12),
            Duration.ofHours(12).plusNanos(1_000),
            Duration.ofDays(1).minusNanos(1_000),
            Duration.ofDays(1),
            Duration.ofHours(36));

    private static final Duration LEAD = Duration.ofHours(3);
    private static final Duration MICRO = Duration.ofNanos(1_000);

    /** Every purpose that a fact may name, each after those above it; {@code advertising-partners} lies in none of the others. */
    public static final List<Purpose> PURPOSES = List.of(
            new Purpose("advertising"),
            new Purpose("advertising.audience-match"),
            new Purpose("advertising.audience-match.tailored"),
            new Purpose("advertising-partners"),
            new Purpose("security"),
            new Purpose("security.two-factor"));

    private static final Purpose AUDIENCE_MATCH = PURPOSES.get(1);
    private static final List<String> SURFACES = List.of("two-factor-enrolment", "sign-up", "address-book-upload");
    private static final List<String> JURISDICTIONS = List.of("EU", "US-CA");
    private static final List<String> VERSIONS = List.of("v9", "v10", "v\uFF5E", "v\uD83D\uDE00");
    private static final List<String> NOTICES = List.of("privacy", "two-factor");

    private Histories() {}

    /**
     * Any history that can be written down: times, repeated collection ids and retractions as they fall, whether or not the
     * ledger would have recorded them.
     */
    public static History any(long seed) {
        return new Author(seed, false).write();
    }

    /** A history that {@link Admission} lets in, fact by fact. */
    public static History admitted(long seed) {
        return new Author(seed, true).write();
    }

    /**
     * One history.
     *
     * @param facts by place, 1, 2, 3, ...; groups appended together share their moment of recording
     * @param persons everybody; the last one is an unknown person
     * @param contactPoints everybody's, some of them perhaps never collected
     */
    public record History(long seed, List<Recorded> facts, List<PersonId> persons, List<ContactPointId> contactPoints) {
        public History {
            facts = List.copyOf(facts);
            persons = List.copyOf(persons);
            contactPoints = List.copyOf(contactPoints);
        }

        /** The facts as they were appended, group by group. */
        public List<List<Recorded>> groups() {
            var groups = new ArrayList<List<Recorded>>();
            for (Recorded fact : facts) {
                if (groups.isEmpty()
                        || !groups.getLast().getFirst().recordedAt().equals(fact.recordedAt())) {
                    groups.add(new ArrayList<>());
                }
                groups.getLast().add(fact);
            }
            return List.copyOf(groups);
        }

        /** The ledger as it stood when it held {@code size} facts. */
        public List<Recorded> first(long size) {
            return facts.stream().filter(fact -> fact.place() <= size).toList();
        }

        /** Questions that the law answers: at, just before and just after the history's own instants, under every kind of policy. */
        public List<Question> questions(int count) {
            var random = new Random(mixed(seed, 1));
            var questions = new ArrayList<Question>();
            for (int i = 0; i < count; i++) {
                questions.add(question(random));
            }
            return questions;
        }

        private Question question(Random random) {
            long ledgerSize = random.nextInt(5) < 4 ? Coordinates.ALL : random.nextInt(facts.size() + 1);
            return new Question(
                    contactPoint(random),
                    random.nextInt(3) > 0 ? AUDIENCE_MATCH : pick(random, PURPOSES),
                    new Coordinates(
                            random.nextBoolean() ? late(random) : moment(random),
                            random.nextInt(3) < 2 ? null : moment(random),
                            ledgerSize),
                    policy(random, ledgerSize));
        }

        /** Mostly one that was collected; a question about nothing has little to say. */
        private ContactPointId contactPoint(Random random) {
            List<ContactPointId> collected = facts.stream()
                    .map(Recorded::fact)
                    .filter(ContactPointCollected.class::isInstance)
                    .map(fact -> ((ContactPointCollected) fact).contactPoint())
                    .toList();
            return collected.isEmpty() || random.nextInt(12) == 0
                    ? pick(random, contactPoints)
                    : pick(random, collected);
        }

        private Instant moment(Random random) {
            return pick(random, moments()).plus(MICRO.multipliedBy(random.nextInt(4) / 3));
        }

        /** From the second half, when most facts count. */
        private Instant late(Random random) {
            List<Instant> moments = moments();
            return pick(random, moments.subList(moments.size() / 2, moments.size()));
        }

        private PolicyChoice policy(Random random, long ledgerSize) {
            List<String> versions = first(ledgerSize).stream()
                    .map(Recorded::fact)
                    .filter(PolicyAdopted.class::isInstance)
                    .map(fact -> ((PolicyAdopted) fact).policy().version())
                    .toList();
            return switch (random.nextInt(8)) {
                case 0 -> new PolicyChoice.Draft(Author.policy(random, "draft"), "d".repeat(64));
                case 1, 2 ->
                    versions.isEmpty() ? PolicyChoice.IN_FORCE : new PolicyChoice.Version(pick(random, versions));
                default -> PolicyChoice.IN_FORCE;
            };
        }

        /** Every instant that stands in the history, and the microsecond before each, in order. */
        public List<Instant> moments() {
            var moments = new TreeSet<Instant>();
            for (Recorded fact : facts) {
                moments.add(fact.occurredAt());
                moments.add(fact.knownAt());
                moments.add(fact.recordedAt());
                if (fact.fact() instanceof ConsentChanged word && word.expiresAt() != null) {
                    moments.add(word.expiresAt());
                }
            }
            List.copyOf(moments).forEach(moment -> moments.add(moment.minus(MICRO)));
            return List.copyOf(moments);
        }

        /** Days on which something happens, in several time zones. */
        public List<Day> days() {
            Instant middle = facts.get(facts.size() / 2).occurredAt();
            return ZONES.stream()
                    .map(ZoneId::of)
                    .map(zone -> Day.of(middle.atZone(zone).toLocalDate(), zone))
                    .toList();
        }

        /** The uses, in order of place. */
        public List<Recorded> uses() {
            return facts.stream()
                    .filter(fact -> fact.fact() instanceof ContactPointUsed)
                    .toList();
        }

        /** The seed and one line for each fact, to be read when a test has failed. */
        @Override
        public String toString() {
            var text = new StringBuilder("history of seed ").append(seed);
            for (Recorded fact : facts) {
                text.append("\n  ").append(fact.place());
                text.append(" occurred ").append(fact.occurredAt());
                text.append(fact.knownAtAsserted() ? " asserted " : " known ").append(fact.knownAt());
                text.append(" recorded ").append(fact.recordedAt());
                text.append(' ').append(fact.id().id()).append(' ').append(fact.fact());
            }
            return text.toString();
        }
    }

    /** A contact point before anybody collected it. */
    private record Point(ContactPointId id, PersonId person, Channel channel, List<Match> matches) {
        List<ValueTag> tags() {
            return matches.stream().map(Match::tag).toList();
        }
    }

    /** What a match key is known by: the tag among its person's values, the suppression key among everybody's. */
    private record Match(ValueTag tag, SuppressionKey key) {}

    /** Writes one history, and remembers of it what admission depends on. */
    private static final class Author {
        private final long seed;
        private final boolean admitted;
        private final Random random;
        private final Instant date;
        private final List<Instant> moments;
        private final List<PersonId> persons = new ArrayList<>();
        private final List<Point> points = new ArrayList<>();
        private final List<CollectionId> collections = new ArrayList<>();
        private final List<Policy> policies;
        private final Map<NoticeRef, NoticePublished> notices = new HashMap<>();
        private final List<Recorded> facts = new ArrayList<>();
        private final List<ContactPointCollected> collected = new ArrayList<>();
        private Instant recordedAt;

        Author(long seed, boolean admitted) {
            this.seed = seed;
            this.admitted = admitted;
            this.random = new Random(mixed(seed, 0));
            this.date = Instant.parse(pick(random, DATES));
            this.moments = OFFSETS.stream().map(date::plus).toList();
            this.recordedAt = date.minus(LEAD);
            for (int i = 0; i < 4; i++) {
                persons.add(new PersonId(uuid(), i == 3));
            }
            populate();
            for (int i = 0; i < 4; i++) {
                collections.add(new CollectionId(uuid()));
            }
            this.policies =
                    VERSIONS.stream().map(version -> policy(random, version)).toList();
        }

        /** Two values that one person's points share a tag through, and one number that several persons have. */
        private void populate() {
            SuppressionKey number = key();
            SuppressionKey digits = key();
            var shared = new Match(tag(), digits);
            var own = new Match(tag(), number);
            PersonId first = persons.get(0);
            PersonId second = persons.get(1);
            point(first, Channel.PHONE, own, shared);
            point(first, Channel.PHONE, shared, new Match(tag(), key()));
            point(first, Channel.EMAIL, new Match(tag(), key()));
            point(second, Channel.PHONE, new Match(tag(), number), new Match(tag(), digits));
            point(second, Channel.EMAIL, new Match(tag(), key()));
            // One person's tag says nothing among another's values.
            point(persons.get(3), Channel.PHONE, new Match(own.tag(), digits));
        }

        private void point(PersonId person, Channel channel, Match... matches) {
            points.add(new Point(new ContactPointId(uuid()), person, channel, List.of(matches)));
        }

        History write() {
            if (admitted) {
                PURPOSES.forEach(purpose -> append(defined(purpose), null, date.minus(LEAD), false));
            }
            int size = facts.size() + 4 + random.nextInt(28);
            while (facts.size() < size) {
                if (random.nextInt(3) > 0) {
                    nextGroup();
                }
                Fact fact = facts.isEmpty() ? collected() : fact();
                if (fact != null) {
                    appendAtSomeTime(fact);
                }
            }
            return new History(
                    seed, facts, persons, points.stream().map(Point::id).toList());
        }

        /** Half of the time some microseconds later; otherwise at one of the history's own instants, if one lies ahead. */
        private void nextGroup() {
            Instant later = recordedAt.plus(MICRO.multipliedBy(1 + random.nextInt(3)));
            Instant leap = pick(random, moments);
            recordedAt = leap.isAfter(later) && random.nextInt(3) == 0 ? leap : later;
        }

        private void appendAtSomeTime(Fact fact) {
            Instant knownAt = random.nextBoolean() ? null : earlier(pick(random, moments), recordedAt);
            Instant known = knownAt == null ? recordedAt : knownAt;
            Instant occurredAt = random.nextInt(8) == 0 ? recordedAt : occurredAt(fact);
            if (admitted && fact instanceof PolicyAdopted && occurredAt.isBefore(known)) {
                occurredAt = known;
            }
            boolean ahead = fact instanceof PolicyAdopted
                    || fact instanceof NoticePublished
                    || fact instanceof PurposeAssigned
                    || fact instanceof PurposeRevoked;
            append(fact, knownAt, admitted && !ahead ? earlier(occurredAt, recordedAt) : occurredAt, true);
        }

        /** Collections and assignments mostly early, or words and uses would have nothing to be about. */
        private Instant occurredAt(Fact fact) {
            boolean first = fact instanceof ContactPointCollected || fact instanceof PurposeAssigned;
            return pick(random, first && random.nextInt(4) > 0 ? moments.subList(0, 4) : moments);
        }

        private void append(Fact fact, @Nullable Instant knownAt, Instant occurredAt, boolean ownId) {
            var id = new FactId(ownId && random.nextInt(4) == 0 ? "importer" : "app", uuid());
            var header = new Header(id, occurredAt, knownAt, "0".repeat(64));
            facts.add(header.recorded(facts.size() + 1L, recordedAt, fact));
            if (fact instanceof ContactPointCollected collection) {
                collected.add(collection);
            }
        }

        /** Some fact; null where the one thought of is not admitted. */
        private @Nullable Fact fact() {
            return switch (random.nextInt(43)) {
                case 0, 1, 2, 3, 4 -> collected();
                case 5, 6, 7, 8, 9, 10, 11, 12, 13 -> assigned();
                case 14, 15 -> revoked();
                case 16, 17, 18, 19, 20, 21, 22, 23, 24, 25 -> word();
                case 26, 27 -> removed();
                case 28 -> erased();
                case 29, 30 -> new PolicyAdopted(pick(random, policies));
                case 31 -> random.nextInt(3) == 0 ? new SentinelPlanted(point().id()) : null;
                case 32, 33, 34, 35 -> used();
                case 36, 37 -> retracted();
                case 38, 39, 40 -> lifted();
                case 41 -> random.nextBoolean() ? published() : defined(pick(random, PURPOSES));
                default -> served();
            };
        }

        private static PurposeDefined defined(Purpose purpose) {
            return new PurposeDefined(purpose, "We use it for " + purpose + ".", Map.of("dpv", "dpv:Purpose"));
        }

        private NoticePublished published() {
            NoticeRef notice = notice();
            return notices.computeIfAbsent(
                    notice, _ -> new NoticePublished(notice, "%064x".formatted(random.nextInt(99)), Set.of(purpose())));
        }

        private @Nullable NoticeServed served() {
            PersonId person = pick(random, persons);
            return barred(person) ? null : new NoticeServed(person, notice(), pick(random, SURFACES));
        }

        private @Nullable ContactPointCollected collected() {
            Point point = point();
            CollectionId collection = newCollection();
            if (barred(point.person()) || (admitted && taken(collection, point.person()))) {
                return null;
            }
            return new ContactPointCollected(
                    point.id(),
                    point.person(),
                    point.channel(),
                    value(some(point.matches())),
                    collection,
                    pick(random, SURFACES),
                    supplier(),
                    random.nextBoolean() ? notice() : null,
                    pick(random, JURISDICTIONS));
        }

        private static CollectedValue value(Set<Match> matches) {
            return new CollectedValue(
                    "plain-1",
                    matches.stream().map(Match::tag).collect(Collectors.toSet()),
                    new Sealed("c2VhbGVk"),
                    keys(matches));
        }

        private static Set<SuppressionKey> keys(Set<Match> matches) {
            return matches.stream().map(Match::key).collect(Collectors.toSet());
        }

        private Supplier supplier() {
            return switch (random.nextInt(4)) {
                case 0 -> new Supplier(SupplierKind.USER, random.nextBoolean() ? persons.get(2) : null, null);
                case 1 -> new Supplier(SupplierKind.PARTNER, null, "Data & Söhne");
                default -> Supplier.PERSON;
            };
        }

        private @Nullable PurposeAssigned assigned() {
            CollectionId collection = collection();
            return barred(holder(collection)) ? null : new PurposeAssigned(collection, purpose(), basis(random));
        }

        private @Nullable PurposeRevoked revoked() {
            CollectionId collection = collection();
            return barred(holder(collection)) ? null : new PurposeRevoked(collection, purpose());
        }

        private @Nullable ConsentChanged word() {
            Point point = point();
            if (barred(point.person())) {
                return null;
            }
            ConsentStatus status =
                    random.nextInt(3) > 0 ? ConsentStatus.GIVEN : pick(random, List.of(ConsentStatus.values()));
            boolean everything = random.nextInt(3) == 0;
            // Somebody else's word about everything is in order; about this contact point it says nothing, and should
            // not.
            PersonId other = pick(random, persons);
            boolean others = random.nextInt(12) == 0 && !barred(other) && (everything || !admitted);
            return new ConsentChanged(
                    others ? other : point.person(),
                    everything ? null : point.id(),
                    everything || random.nextBoolean() ? Set.of() : some(point.tags()),
                    purpose(),
                    status,
                    status.positive() && random.nextInt(3) == 0 ? pick(random, moments) : null,
                    "web-form",
                    random.nextBoolean() ? notice() : null);
        }

        private @Nullable ContactPointRemoved removed() {
            Point point = point();
            if (barred(point.person())) {
                return null;
            }
            List<CollectionId> ofPoint = collected.stream()
                    .filter(collection -> collection.contactPoint().equals(point.id()))
                    .map(ContactPointCollected::collection)
                    .toList();
            if (random.nextBoolean() || (ofPoint.isEmpty() && admitted)) {
                return new ContactPointRemoved(point.id(), null, "reassigned");
            }
            return new ContactPointRemoved(point.id(), admitted ? pick(random, ofPoint) : collection(), "deleted");
        }

        /** With suppression the keys of every value that the person was ever known by. */
        private @Nullable PersonErased erased() {
            PersonId person = random.nextBoolean() ? pick(random, persons) : point().person();
            if (barred(person)) {
                return null;
            }
            boolean suppression = random.nextInt(3) > 0;
            var kept = new HashMap<ValueTag, SuppressionKey>();
            for (ContactPointCollected collection : collected) {
                if (collection.person().equals(person)) {
                    matches(collection).forEach(match -> kept.put(match.tag(), match.key()));
                }
            }
            var suppressed = new HashSet<>(kept.values());
            if (!admitted) {
                point().matches().forEach(match -> suppressed.add(match.key()));
            }
            kept.values().retainAll(suppressedSoFar());
            return new PersonErased(person, suppression, suppression ? suppressed : Set.of(), kept);
        }

        /** Mostly by somebody erased; said before an erasure it is as good a word. */
        private SuppressionLifted lifted() {
            List<PersonId> erased = persons.stream().filter(this::erasedAlready).toList();
            PersonId person = erased.isEmpty() || random.nextInt(4) == 0 ? pick(random, persons) : pick(random, erased);
            boolean everything = random.nextBoolean();
            return new SuppressionLifted(person, everything, everything ? Set.of() : keys(some(point().matches())));
        }

        /** What the collection's value is known by. */
        private List<Match> matches(ContactPointCollected collection) {
            return points.stream()
                    .filter(point -> point.id().equals(collection.contactPoint()))
                    .flatMap(point -> point.matches().stream())
                    .filter(match -> collection.value().tags().contains(match.tag()))
                    .toList();
        }

        private Set<SuppressionKey> suppressedSoFar() {
            var keys = new HashSet<SuppressionKey>();
            for (Recorded recorded : facts) {
                if (recorded.fact() instanceof PersonErased erased) {
                    keys.addAll(erased.suppressed());
                }
            }
            return keys;
        }

        /** By contact point, by person and value, or by person alone; for an erased person never by value. */
        private ContactPointUsed used() {
            Point point = point();
            int shape = random.nextInt(5);
            boolean valueLost = admitted ? erasedAlready(point.person()) : shape == 4;
            boolean byPoint = shape < 2;
            boolean byValue = !byPoint && !valueLost;
            // What a use names is the identity under one profile; another point of the person may share its tag.
            return new ContactPointUsed(
                    byPoint || byValue ? point.id() : null,
                    byPoint ? null : point.person(),
                    byValue ? some(point.tags()) : Set.of(),
                    byValue ? new Sealed("c2VhbGVk") : null,
                    random.nextInt(3) > 0 ? AUDIENCE_MATCH : pick(random, PURPOSES),
                    pick(random, List.of("tailored-audiences", "partner-audiences")),
                    random.nextBoolean() ? "Advertiser Nr. 1" : null,
                    null,
                    "list-" + random.nextInt(3),
                    random.nextBoolean() ? "run-1" : null,
                    random.nextBoolean() ? List.of() : List.of("Measurement Ltd"),
                    pick(random, List.of(UseReport.values())));
        }

        /** Of a fact recorded before; among admitted facts from an earlier group and never of a retraction or an erasure. */
        private @Nullable FactRetracted retracted() {
            if (facts.isEmpty()) {
                return null;
            }
            Recorded target = pick(random, facts);
            if (admitted
                    && (target.fact() instanceof FactRetracted
                            || target.fact() instanceof PersonErased
                            || target.fact() instanceof PurposeDefined
                            || target.recordedAt().equals(recordedAt))) {
                return null;
            }
            return new FactRetracted(target.id(), "recorded-in-error");
        }

        private static Policy policy(Random random, String version) {
            var rules = new ArrayList<Rule>();
            for (int i = random.nextInt(4); i > 0; i--) {
                rules.add(rule(random, "r-" + rules.size()));
            }
            return new Policy(version, random.nextInt(3) > 0 ? Policy.Combine.ANY : Policy.Combine.ALL, rules);
        }

        /** Each condition seldom, so that some rules hold. */
        private static Rule rule(Random random, String id) {
            boolean allows = random.nextBoolean();
            return new Rule(
                    id,
                    "Numbers given for security stay there.",
                    seldom(random) ? Set.copyOf(some(random, SURFACES)) : null,
                    seldom(random) ? some(random, List.of(SupplierKind.values())) : null,
                    seldom(random) ? some(random, List.of(Channel.values())) : null,
                    seldom(random) ? some(random, JURISDICTIONS) : null,
                    seldom(random) ? some(random, NOTICES) : null,
                    seldom(random) ? pick(random, PURPOSES) : null,
                    random.nextBoolean() ? pick(random, PURPOSES) : null,
                    allows ? Rule.Effect.ALLOW : Rule.Effect.REFUSE,
                    allows && random.nextInt(3) > 0 ? basis(random) : null);
        }

        private static boolean seldom(Random random) {
            return random.nextInt(4) == 0;
        }

        /** The two that every other one ends with are more common than the four that nothing ends. */
        private static Basis basis(Random random) {
            return random.nextInt(3) > 0
                    ? pick(random, List.of(Basis.CONSENT, Basis.LEGITIMATE_INTERESTS))
                    : pick(random, List.copyOf(EnumSet.allOf(Basis.class)));
        }

        private boolean barred(@Nullable PersonId person) {
            return admitted && person != null && erasedAlready(person);
        }

        private boolean erasedAlready(PersonId person) {
            return facts.stream()
                    .anyMatch(fact -> fact.fact() instanceof PersonErased erased
                            && erased.person().equals(person));
        }

        /** Whether a fact that is not retracted tells of the collection, or a retracted one tells that it was somebody else's. */
        private boolean taken(CollectionId collection, PersonId person) {
            PersonId holder = holder(collection);
            if (holder != null && !holder.equals(person)) {
                return true;
            }
            var retracted = new HashSet<FactId>();
            for (Recorded fact : facts) {
                if (fact.fact() instanceof FactRetracted retraction) {
                    retracted.add(retraction.fact());
                }
            }
            return facts.stream()
                    .anyMatch(fact -> fact.fact() instanceof ContactPointCollected told
                            && told.collection().equals(collection)
                            && !retracted.contains(fact.id()));
        }

        private @Nullable PersonId holder(CollectionId collection) {
            for (ContactPointCollected told : collected) {
                if (told.collection().equals(collection)) {
                    return told.person();
                }
            }
            return null;
        }

        /** Mostly one that was told of. */
        private CollectionId collection() {
            List<CollectionId> told =
                    collected.stream().map(ContactPointCollected::collection).toList();
            return told.isEmpty() || random.nextInt(6) == 0 ? pick(random, collections) : pick(random, told);
        }

        /** Any id of the world where anything goes; otherwise one that this history has not told of, as often as not. */
        private CollectionId newCollection() {
            if (admitted && random.nextBoolean() && collections.size() < 8) {
                collections.add(new CollectionId(uuid()));
                return collections.getLast();
            }
            return pick(random, collections);
        }

        /** Those collected and the first person's more often: a history says most about what it comes back to. */
        private Point point() {
            if (!collected.isEmpty() && random.nextBoolean()) {
                ContactPointId id = pick(random, collected).contactPoint();
                return points.stream()
                        .filter(point -> point.id().equals(id))
                        .findFirst()
                        .orElseThrow();
            }
            return random.nextBoolean() ? points.get(random.nextInt(2)) : pick(random, points);
        }

        private Purpose purpose() {
            return random.nextInt(3) > 0 ? PURPOSES.get(random.nextInt(2)) : pick(random, PURPOSES);
        }

        private NoticeRef notice() {
            return new NoticeRef(pick(random, NOTICES), "1", pick(random, List.of("en", "pt-BR")));
        }

        private <T> Set<T> some(List<T> all) {
            return some(random, all);
        }

        private static <T> Set<T> some(Random random, List<T> all) {
            var some = new HashSet<T>();
            some.add(pick(random, all));
            some.add(pick(random, all));
            return some;
        }

        private UUID uuid() {
            return new UUID(random.nextLong(), random.nextLong());
        }

        private ValueTag tag() {
            return new ValueTag(uuid());
        }

        private SuppressionKey key() {
            return new SuppressionKey("%016x".formatted(random.nextLong()).repeat(4));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static <T> T pick(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Neighbouring seeds begin with much the same numbers; this takes them apart. */
    private static long mixed(long seed, int use) {
        return (seed * 2 + use + 1) * 0x9E3779B97F4A7C15L;
    }
}
