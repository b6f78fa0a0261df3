package org.consentledger.census;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
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
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.Rule;
import org.consentledger.law.Sealed;
import org.consentledger.law.Supplier;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.jspecify.annotations.Nullable;

/**
 * Nine years of a platform's people, made up: an e-mail address each, for some a two-factor number, or a number from an address book;
 * words about advertising, some taken back, some with an end; a few removals and erasures; a policy in September 2019.
 */
final class MadePlatform {
    static final List<Purpose> PURPOSES = List.of(
            new Purpose("advertising"),
            new Purpose("advertising.audience-match"),
            new Purpose("advertising.audience-match.partner"),
            new Purpose("advertising.audience-match.tailored"),
            new Purpose("security"),
            new Purpose("security.two-factor"),
            new Purpose("service"),
            new Purpose("service.notifications"));
    static final Instant FIX = Instant.parse("2019-09-17T09:30:00Z");

    private static final Instant DAWN = Instant.parse("2010-01-01T00:00:00Z");
    private static final Instant RECORDED = Instant.parse("2026-11-22T00:00:00Z");
    private static final int DAYS = 3_400;
    private static final int BATCH = 10_000;
    private static final Purpose ADVERTISING = PURPOSES.get(0);
    private static final Purpose AUDIENCE_MATCH = PURPOSES.get(1);
    private static final Purpose TWO_FACTOR = PURPOSES.get(5);
    private static final Purpose SERVICE = PURPOSES.get(6);
    private static final String SECURITY = "two-factor-enrolment";
    private static final NoticeRef NOTICE = new NoticeRef("sign-up", "1", "en");
    private static final Supplier BY_USER = new Supplier(SupplierKind.USER, null, null);

    private final Consumer<List<Recorded>> consumer;
    private List<Recorded> batch = new ArrayList<>(BATCH);
    private long place;

    private MadePlatform(Consumer<List<Recorded>> consumer) {
        this.consumer = consumer;
    }

    /** Hands over the facts of so many persons, batch by batch; how many facts there are. */
    static long tell(int persons, Consumer<List<Recorded>> consumer) {
        var platform = new MadePlatform(consumer);
        PURPOSES.forEach(purpose ->
                platform.add(DAWN, new Fact.PurposeDefined(purpose, "A purpose of the platform.", Map.of())));
        platform.add(DAWN, new Fact.NoticePublished(NOTICE, "a".repeat(64), Set.of(ADVERTISING)));
        platform.add(FIX, new Fact.PolicyAdopted(policy()));
        for (int number = 0; number < persons; number++) {
            platform.person(number, new SplittableRandom(number));
        }
        platform.hand();
        return platform.place;
    }

    private static Policy policy() {
        return new Policy(
                "2019-1",
                Policy.Combine.ANY,
                List.of(new Rule(
                        "security-never-advertises",
                        "What was given for security serves no advertising.",
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

    private void person(int number, SplittableRandom random) {
        var person = new PersonId(new UUID(random.nextLong(), random.nextLong()), number % 20 == 0);
        Instant signedUp = after(DAWN, random, DAYS);
        CollectionId email = collect(person, Channel.EMAIL, "sign-up", Supplier.PERSON, signedUp, random);
        add(signedUp, new Fact.PurposeAssigned(email, SERVICE, Basis.CONTRACT));
        add(signedUp, new Fact.PurposeAssigned(email, ADVERTISING, Basis.CONSENT));
        if (random.nextInt(10) < 7) {
            add(after(signedUp, random, 900), new Fact.NoticeServed(person, NOTICE, "sign-up"));
        }
        boolean enrols = random.nextInt(10) < 3;
        words(person, signedUp, enrols, random);
        if (enrols) {
            Instant enrolled = after(signedUp, random, 900);
            CollectionId phone = collect(person, Channel.PHONE, SECURITY, Supplier.PERSON, enrolled, random);
            add(enrolled, new Fact.PurposeAssigned(phone, TWO_FACTOR, Basis.CONTRACT));
            if (random.nextInt(3) == 0) {
                add(
                        after(enrolled, random, 400),
                        new Fact.PurposeAssigned(phone, AUDIENCE_MATCH, Basis.LEGITIMATE_INTERESTS));
            }
        } else if (random.nextInt(20) == 0) {
            collect(person, Channel.PHONE, "address-book-upload", BY_USER, after(signedUp, random, 900), random);
        }
        if (random.nextInt(100) == 0) {
            add(after(signedUp, random, 2_000), new Fact.PersonErased(person, false, Set.of(), Map.of()));
        }
    }

    private void words(PersonId person, Instant signedUp, boolean enrols, SplittableRandom random) {
        Instant said = signedUp;
        for (int more = 10; random.nextInt(10) < more - 4; more -= 2) {
            said = after(said, random, 700);
            ConsentStatus status = random.nextInt(2) == 0 ? ConsentStatus.GIVEN : ConsentStatus.WITHDRAWN;
            // Only a consent has an end here: on another basis the word before it would speak.
            Instant end = status.positive() && !enrols && random.nextInt(4) == 0 ? after(said, random, 900) : null;
            say(said, person, status, end);
        }
    }

    private void say(Instant at, PersonId person, ConsentStatus status, @Nullable Instant end) {
        add(at, new Fact.ConsentChanged(person, null, Set.of(), ADVERTISING, status, end, "web-form", null));
    }

    private CollectionId collect(
            PersonId person, Channel channel, String surface, Supplier by, Instant at, SplittableRandom random) {
        var point = new ContactPointId(new UUID(random.nextLong(), random.nextLong()));
        var collection = new CollectionId(new UUID(random.nextLong(), random.nextLong()));
        var value = new CollectedValue(
                "plain-1",
                Set.of(new ValueTag(new UUID(random.nextLong(), random.nextLong()))),
                new Sealed("c2VhbGVk"),
                Set.of(new SuppressionKey("%016x".formatted(random.nextLong()).repeat(4))));
        add(at, new Fact.ContactPointCollected(point, person, channel, value, collection, surface, by, NOTICE, "US"));
        if (random.nextInt(50) == 0) {
            add(after(at, random, 2_000), new Fact.ContactPointRemoved(point, null, "deleted"));
        }
        return collection;
    }

    private static Instant after(Instant at, SplittableRandom random, int days) {
        return at.plus(Duration.ofSeconds(1 + random.nextLong(days * 86_400L)));
    }

    /** Known as it happened. */
    private void add(Instant at, Fact fact) {
        place++;
        batch.add(new Recorded(place, RECORDED, new FactId("load", new UUID(7, place)), at, at, true, fact));
        if (batch.size() == BATCH) {
            hand();
        }
    }

    private void hand() {
        if (!batch.isEmpty()) {
            consumer.accept(batch);
            batch = new ArrayList<>(BATCH);
        }
    }
}
