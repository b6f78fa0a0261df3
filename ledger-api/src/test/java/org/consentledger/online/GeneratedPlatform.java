package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.identity.Profiles;
import org.consentledger.law.Channel;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.consentledger.store.FactCodec;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/**
 * Seeded facts about a few persons whose values are alike or the same, told to a service through its interface, and what the law
 * says of each value that may be asked about. What a value matches is worked out from its normal forms alone.
 */
final class GeneratedPlatform {
    static final List<String> PURPOSES = List.of("made.ads", "made.ads.match", "made.security", "made.other");

    private static final int PERSONS = 5;
    private static final int FACTS = 45;
    /** Told apart by what they make of an e-mail address or a phone number. */
    private static final List<String> PROFILES = List.of("plain-1", "google-2", "google-3", "x-1");

    private static final Profiles INSTALLED = Profiles.documented();
    private static final List<String> SURFACES = List.of("sign-up", "two-factor", "address-book");
    private static final List<String> BASES = List.of("consent", "legitimate-interests", "contract");
    private static final List<String> STATUSES = List.of("given", "withdrawn", "objected", "renewed", "refused");
    private static final List<String> TIMES =
            List.of("2019-09-16T00:00:00Z", "2019-09-17T00:00:00Z", "2019-09-17T12:00:00Z", "2020-01-01T00:00:00Z");

    private final long seed;
    private final Random random;
    private final TestService service;
    private final List<String> events = new ArrayList<>();
    private final List<UUID> ids = new ArrayList<>();
    private final List<UUID> collections = new ArrayList<>();
    private final Map<UUID, Value> collected = new HashMap<>();

    /** A value in plain text, or its hash under a profile. */
    private record Value(Channel channel, String plain, String profile, boolean hashed) {
        String json() {
            return hashed
                    ? "{\"channel\":\"" + channel.word() + "\",\"sha256\":\"" + hash(profile) + "\",\"profile\":\""
                            + profile + "\"}"
                    : "{\"channel\":\"" + channel.word() + "\",\"plain\":\"" + plain + "\"}";
        }

        Door.Item item() {
            return hashed
                    ? Door.Item.hash(channel.word(), hash(profile), profile)
                    : Door.Item.plain(channel.word(), plain);
        }

        String hash(String under) {
            return HexFormat.of()
                    .formatHex(Objects.requireNonNull(INSTALLED.get(under).hash(channel, plain, null))
                            .bytes());
        }

        /** Whether whoever asks for this one means the other. */
        boolean means(Value other) {
            if (channel != other.channel) {
                return false;
            }
            if (!hashed && !other.hashed) {
                return hash("plain-1").equals(other.hash("plain-1"));
            }
            String under = hashed ? profile : other.profile;
            boolean sameRule = !hashed || !other.hashed || rule(profile).equals(rule(other.profile));
            return sameRule && hash(under).equals(other.hash(under));
        }

        private String rule(String name) {
            String sample = channel == Channel.EMAIL ? "A.b+c@Gmail.com" : "+14155550100";
            return new Value(channel, sample, name, true).hash(name);
        }
    }

    GeneratedPlatform(long seed, TestService service) {
        this.seed = seed;
        this.random = new Random(seed);
        this.service = service;
    }

    /** Tells the service everything. */
    void tell() {
        for (String purpose : PURPOSES) {
            event("purpose.defined", null, "{\"purpose\":\"" + purpose + "\",\"sentence\":\"A purpose\"}");
        }
        for (int i = 0; i < FACTS; i++) {
            oneMore(random.nextInt(20));
        }
        String answer = service.everybodysBulk(events);
        assertThat(answer).contains("\"summary\":");
        assertThat(answer.lines().filter(line -> line.contains("problem")).toList())
                .as("seed %s", seed)
                .allMatch(line -> line.contains("person-erased") || line.contains("/problems/target-"));
    }

    private void oneMore(int kind) {
        switch (kind) {
            case 0, 1, 2, 3, 4, 5 -> collect();
            case 6, 7, 8, 9 ->
                event(
                        "purpose.assigned",
                        pick(TIMES),
                        "{\"collection\":\"" + collection() + "\",\"purpose\":\"" + pick(PURPOSES) + "\",\"basis\":\""
                                + pick(BASES) + "\"}");
            case 10 ->
                event(
                        "purpose.revoked",
                        pick(TIMES),
                        "{\"collection\":\"" + collection() + "\",\"purpose\":\"" + pick(PURPOSES) + "\"}");
            case 11, 12, 13, 14, 15 -> consent();
            case 16 ->
                event(
                        "contact-point.removed",
                        pick(TIMES),
                        "{" + person() + ",\"value\":" + value().json() + ",\"reason\":\"deleted\"}");
            case 17 -> event("sentinel.planted", pick(TIMES), "{" + person() + ",\"value\":" + value().json() + "}");
            case 18 -> policyOrErasure();
            default -> retract();
        }
    }

    private void collect() {
        Value value = value();
        var collection = new UUID(random.nextLong(), random.nextLong());
        collections.add(collection);
        UUID id = event(
                "contact-point.collected",
                pick(TIMES),
                "{" + person() + ",\"value\":" + value.json() + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"" + pick(SURFACES)
                        + "\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"}");
        collected.put(id, value);
        if (random.nextBoolean()) {
            event(
                    "purpose.assigned",
                    null,
                    "{\"collection\":\"" + collection + "\",\"purpose\":\"made.ads\",\"basis\":\"" + pick(BASES)
                            + "\"}");
        }
    }

    private void consent() {
        event(
                "consent.changed",
                pick(TIMES),
                "{" + person() + (random.nextInt(3) == 0 ? ",\"value\":" + value().json() : "") + ",\"purpose\":\""
                        + pick(PURPOSES) + "\",\"status\":\"" + pick(STATUSES) + "\",\"how\":\"web-form\"}");
    }

    private void policyOrErasure() {
        if (random.nextInt(3) > 0) {
            event("person.erased", null, "{" + person() + ",\"suppression\":false}");
        } else {
            event(
                    "policy.adopted",
                    null,
                    "{\"policy\":{\"version\":\"made-" + seed + "-" + events.size() + "\",\"combine\":\""
                            + (random.nextBoolean() ? "any" : "all")
                            + "\",\"rules\":[{\"id\":\"r1\",\"sentence\":\"A rule\",\"surfaces\":[\"" + pick(SURFACES)
                            + "\"],\"usedFor\":\"" + pick(PURPOSES) + "\",\"effect\":\""
                            + (random.nextBoolean() ? "refuse" : "allow") + "\"}]}}");
        }
    }

    private void retract() {
        if (ids.isEmpty()) {
            return;
        }
        event(
                "fact.retracted",
                null,
                "{\"fact\":{\"source\":\"test\",\"id\":\"" + pick(ids) + "\"},\"reason\":\"wrong\"}");
    }

    private UUID event(String type, @Nullable String time, String data) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        var event = Events.event(id.toString(), type, data);
        if (time != null) {
            event.put("time", time);
        }
        if (!type.equals("purpose.defined")) {
            ids.add(id);
        }
        events.add(Events.text(event));
        return id;
    }

    private String person() {
        return "\"person\":\"made-" + seed + "-" + random.nextInt(PERSONS) + "\"";
    }

    private UUID collection() {
        return collections.isEmpty() ? new UUID(seed, 1) : pick(collections);
    }

    /** Few, so that persons share them; alike, so that some profiles make one of two and others do not. */
    private Value value() {
        boolean hashed = random.nextInt(3) == 0;
        String profile = pick(PROFILES);
        if (random.nextInt(4) == 0) {
            return new Value(
                    Channel.PHONE,
                    String.format(Locale.ROOT, "+1415555%04d", (seed * 2 + random.nextInt(2)) % 10_000),
                    profile,
                    hashed);
        }
        String name = "s" + seed + pick(List.of("j.doe", "jdoe", "JDoe")) + random.nextInt(2);
        return new Value(Channel.EMAIL, name + pick(List.of("", "+news")) + "@gmail.com", profile, hashed);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** Asks about each value in every way, and each contact point, and holds what comes back to the law. */
    void compare(Door door) {
        List<Recorded> facts = facts();
        List<Value> asked = values();
        for (String purpose : PURPOSES) {
            List<Door.Item> items =
                    new ArrayList<>(asked.stream().map(Value::item).toList());
            List<Fact.ContactPointCollected> points = points(facts);
            points.forEach(point ->
                    items.add(Door.Item.ofContactPoint(point.contactPoint().toString())));
            Door.Seen seen = door.check(purpose, items);
            assertThat(seen.place()).isGreaterThanOrEqualTo(facts.getLast().place());
            List<List<String>> expected = new ArrayList<>();
            asked.forEach(value -> expected.add(permitted(facts, purpose, seen, value)));
            points.forEach(
                    point -> expected.add(permits(facts, purpose, seen, point) ? List.of(name(point)) : List.of()));
            for (int i = 0; i < items.size(); i++) {
                assertThat(seen.matchable().get(i))
                        .as("seed %s, %s, %s", seed, purpose, items.get(i))
                        .isEqualTo(expected.get(i));
            }
            assertThat(seen.matchable()).hasSameSizeAs(items);
        }
    }

    private List<Recorded> facts() {
        var reader = new LedgerReader(service.database().pool(), new FactCodec());
        var facts = new ArrayList<Recorded>();
        reader.read(0, reader.head().size(), row -> facts.add(reader.decode(row)));
        return facts;
    }

    private List<Value> values() {
        var asked = new TreeSet<String>();
        collected.values().forEach(value -> asked.add(value.plain()));
        var values = new ArrayList<Value>();
        for (String plain : asked) {
            Channel channel = plain.startsWith("+") ? Channel.PHONE : Channel.EMAIL;
            values.add(new Value(channel, plain, "plain-1", false));
            PROFILES.forEach(profile -> values.add(new Value(channel, plain, profile, true)));
        }
        values.add(new Value(Channel.EMAIL, "nobody-" + seed + "@gmail.com", "plain-1", true));
        return values;
    }

    /** The contact points of this platform, each once. */
    private List<Fact.ContactPointCollected> points(List<Recorded> facts) {
        return List.copyOf(facts.stream()
                .filter(recorded -> collected.containsKey(recorded.id().id()))
                .map(recorded -> (Fact.ContactPointCollected) recorded.fact())
                .collect(Collectors.toMap(Fact.ContactPointCollected::contactPoint, fact -> fact, (one, _) -> one))
                .values());
    }

    private List<String> permitted(List<Recorded> facts, String purpose, Door.Seen seen, Value value) {
        var permitted = new TreeSet<String>();
        for (Recorded recorded : facts) {
            Value held = collected.get(recorded.id().id());
            if (held != null
                    && recorded.fact() instanceof Fact.ContactPointCollected point
                    && value.means(held)
                    && permits(facts, purpose, seen, point)) {
                permitted.add(name(point));
            }
        }
        return List.copyOf(permitted);
    }

    private static String name(Fact.ContactPointCollected point) {
        return point.contactPoint() + " " + point.person();
    }

    private static boolean permits(
            List<Recorded> facts, String purpose, Door.Seen seen, Fact.ContactPointCollected point) {
        Instant at = seen.at();
        var coordinates = new Coordinates(at, null, seen.place());
        return Permit.answer(
                        facts,
                        new Question(point.contactPoint(), new Purpose(purpose), coordinates, PolicyChoice.IN_FORCE))
                .permitted();
    }
}
