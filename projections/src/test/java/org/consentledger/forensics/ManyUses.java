package org.consentledger.forensics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.consentledger.check.SignUps;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Recorded;

/**
 * Uses of people who signed up, over sixty days: most of them reported as they are done, one in fifty later, some of those of a time
 * before their person answered or signed up. One in a hundred withdraws, and it is told when all uses are done.
 */
public final class ManyUses {
    static final Duration DAYS = Duration.ofDays(60);
    private static final int PROGRAMMES = 3;
    private static final int ADVERTISERS = 200;
    private static final int AUDIENCES = 5;
    private static final int BATCH = 5_000;

    final int persons;
    final int uses;
    private final long firstPlace;
    private final List<Recorded> batch = new ArrayList<>();

    /** Uses behind a place. */
    public ManyUses(int persons, int uses, long behind) {
        this.persons = persons;
        this.uses = uses;
        this.firstPlace = behind + 1;
    }

    /** One use, in numbers. */
    record Use(
            long place,
            int person,
            Instant occurredAt,
            Instant recordedAt,
            int programme,
            int advertiser,
            int audience) {}

    /** When everybody has answered. */
    Instant begin() {
        return SignUps.answered(persons);
    }

    /** Hands over every use, in order. */
    void forEach(Consumer<Use> consumer) {
        var random = new SplittableRandom(20190917);
        long step = DAYS.toNanos() / 1_000 / uses;
        for (int i = 0; i < uses; i++) {
            Instant recordedAt = begin().plus(Duration.ofNanos(1_000 * step * i + 1_000));
            boolean late = random.nextInt(50) == 0;
            Instant occurredAt =
                    late ? SignUps.FIRST.plus(Duration.ofMillis(random.nextLong(40L * persons + 60_000))) : recordedAt;
            consumer.accept(new Use(
                    firstPlace + i,
                    random.nextInt(persons),
                    occurredAt,
                    recordedAt,
                    random.nextInt(PROGRAMMES),
                    random.nextInt(ADVERTISERS),
                    random.nextInt(AUDIENCES)));
        }
    }

    static String programme(int number) {
        return "programme-" + number;
    }

    static String advertiser(int number) {
        return "Advertiser %03d".formatted(number);
    }

    static String audience(int number) {
        return "audience-" + number;
    }

    /** Hands over every use as a fact, in batches. */
    public void facts(Consumer<List<Recorded>> consumer) {
        forEach(use -> {
            var fact = new Fact.ContactPointUsed(
                    SignUps.point(use.person()),
                    null,
                    Set.of(),
                    null,
                    SignUps.TAILORED,
                    programme(use.programme()),
                    advertiser(use.advertiser()),
                    audience(use.audience()),
                    null,
                    null,
                    List.of(),
                    Fact.UseReport.REPORTED);
            batch.add(recorded(use.place(), use.recordedAt(), use.occurredAt(), fact));
            if (batch.size() == BATCH) {
                consumer.accept(List.copyOf(batch));
                batch.clear();
            }
        });
        consumer.accept(List.copyOf(batch));
        batch.clear();
    }

    /** Who withdraws, as of the middle of the sixty days. */
    IntStream withdrawers() {
        return IntStream.range(0, persons).filter(person -> person % 100 == 1);
    }

    Instant withdrawnAt() {
        return begin().plus(DAYS.dividedBy(2));
    }

    /** When it is told. */
    Instant toldAt() {
        return begin().plus(DAYS).plusSeconds(1);
    }

    /** What those who withdraw say, in order. */
    public List<Recorded> withdrawals() {
        long place = firstPlace + uses;
        var facts = new ArrayList<Recorded>();
        for (int person : withdrawers().toArray()) {
            facts.add(withdrawal(place++, person, toldAt()));
        }
        return facts;
    }

    Recorded withdrawal(long place, int person, Instant recordedAt) {
        var word = new Fact.ConsentChanged(
                SignUps.person(person),
                null,
                Set.of(),
                SignUps.ADVERTISING,
                ConsentStatus.WITHDRAWN,
                null,
                "web-form",
                null);
        return recorded(place, recordedAt, withdrawnAt(), word);
    }

    private static Recorded recorded(long place, Instant recordedAt, Instant occurredAt, Fact fact) {
        return new Header(new FactId("load", new UUID(8, place)), occurredAt, null, "0".repeat(64))
                .recorded(place, recordedAt, fact);
    }
}
