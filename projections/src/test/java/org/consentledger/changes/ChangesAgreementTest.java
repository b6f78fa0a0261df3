package org.consentledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.consentledger.check.GrowingIndex;
import org.consentledger.check.HistoryKeys;
import org.consentledger.check.Inquiries;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Histories;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Permit;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Recorded;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * On any history a copy permits what the law permits whenever it was told that this was all, never more at any instant after, and
 * in between nothing that no state of the ledger on its way permits; wherever it is cut off and goes on.
 */
class ChangesAgreementTest {
    private static final int SEEDS = 6_000;
    private static final int SEEDS_PER_TEST = 300;
    /** In how many ways each of the histories is followed whose facts reach far. */
    private static final int WAYS = 25;

    private static final Duration MICRO = Duration.ofNanos(1_000);

    /** The first seed of each test; it covers those up to the next. */
    static LongStream seeds() {
        return LongStream.range(0, SEEDS / SEEDS_PER_TEST).map(test -> test * SEEDS_PER_TEST);
    }

    @ParameterizedTest(name = "seeds from {0}")
    @MethodSource("seeds")
    void a_copy_permits_what_the_law_permits(long first) throws IOException {
        for (long seed = first; seed < first + SEEDS_PER_TEST; seed++) {
            var random = new Random(seed);
            Purpose purpose = Histories.PURPOSES.get(random.nextInt(Histories.PURPOSES.size() / 2));
            follow(Histories.admitted(seed), purpose, random);
        }
    }

    @ParameterizedTest(name = "seeds from {0}")
    @ValueSource(longs = {0, 20_000, 40_000, 60_000, 80_000})
    void it_does_where_facts_about_one_person_change_what_holds_of_others(long first) throws IOException {
        List<History> histories = FarReaching.histories(first, first + 20_000);
        assertThat(histories).hasSizeGreaterThan(50);
        for (History history : histories) {
            for (int way = 0; way < WAYS; way++) {
                follow(history, FarReaching.PURPOSE, new Random(way));
            }
        }
    }

    private static void follow(History history, Purpose purpose, Random random) throws IOException {
        try (var followed = new FollowedHistory(history, purpose, random)) {
            followed.follow();
        }
    }

    /** One history, an index that it is brought to, and a copy that is told of its changes. */
    private static final class FollowedHistory implements AutoCloseable {
        private final History history;
        private final Random random;
        private final GrowingIndex growing;
        private final Purpose purpose;
        private final Duration clocksApart;
        private final NaiveCopy copy = new NaiveCopy();
        private Changes changes;
        private Instant told = Instant.MIN;

        FollowedHistory(History history, Purpose purpose, Random random) {
            this.history = history;
            this.purpose = purpose;
            this.random = random;
            this.growing = new GrowingIndex(history, random);
            this.clocksApart = MICRO.multipliedBy(random.nextInt(3));
            this.changes = goneOn();
        }

        private Changes goneOn() {
            return new Changes(growing.ledger(), copy.place(), clocksApart, 1 + random.nextInt(3));
        }

        void follow() throws IOException {
            while (!growing.whole()) {
                growing.grow();
                Inquiries now = growing.index().inquiries(purpose, PolicyChoice.IN_FORCE);
                if (!growing.whole() && random.nextInt(4) == 0) {
                    // Facts arrive, and are settled, while the copy is told of those before.
                    growing.grow();
                }
                tell(now);
                if (random.nextBoolean()) {
                    tell(now);
                }
            }
            for (int later = 0; later < 4; later++) {
                tell(growing.index().inquiries(purpose, PolicyChoice.IN_FORCE));
            }
        }

        private void tell(Inquiries now) throws IOException {
            if (random.nextInt(3) == 0) {
                changes = goneOn();
            }
            Instant at = someInstant(now.place());
            var watched = new Watched(now.place(), at, random.nextInt(4) == 0 ? random.nextInt(3) : Integer.MAX_VALUE);
            told = at;
            try {
                changes.tell(now, at, watched);
                assertComplete(now.place(), at);
            } catch (CutOff _) {
                changes = goneOn();
            }
        }

        /** At which a node could tell of this place: behind its recording, before the next one, never backwards. */
        private Instant someInstant(long place) {
            List<Recorded> facts = history.facts();
            Instant recorded = facts.get((int) place - 1).recordedAt();
            Instant next = place < facts.size() ? facts.get((int) place).recordedAt() : Instant.MAX;
            Instant earliest = later(told, recorded.minus(clocksApart));
            List<Instant> between = Stream.concat(
                            history.moments().stream(), Stream.of(recorded, recorded.minus(clocksApart)))
                    .filter(moment -> !moment.isBefore(earliest) && moment.isBefore(next))
                    .toList();
            return between.isEmpty() ? earliest : between.get(random.nextInt(between.size()));
        }

        private static Instant later(Instant one, Instant other) {
            return one.isAfter(other) ? one : other;
        }

        private void assertComplete(long place, Instant at) {
            assertThat(copy.filled()).isTrue();
            assertThat(copy.place()).isEqualTo(place);
            List<Recorded> facts = HistoryKeys.readable(history.first(place));
            for (ContactPointId contactPoint : history.contactPoints()) {
                assertThat(copy.permits(contactPoint, at))
                        .as("%s for %s at %s as of place %s%n%s", contactPoint, purpose, at, place, history)
                        .isEqualTo(permits(facts, contactPoint, at));
                for (Instant moment : history.moments()) {
                    if (moment.isAfter(at) && copy.permits(contactPoint, moment)) {
                        assertThat(permits(facts, contactPoint, moment))
                                .as("told at %s, at %s%n%s", at, moment, history)
                                .isTrue();
                    }
                }
            }
            assertThat(changes.next()).isAfter(at);
        }

        private boolean permits(List<Recorded> facts, ContactPointId contactPoint, Instant at) {
            return Permit.answer(
                            facts,
                            new Question(
                                    contactPoint,
                                    purpose,
                                    new Coordinates(at, null, Coordinates.ALL),
                                    PolicyChoice.IN_FORCE))
                    .permitted();
        }

        @Override
        public void close() {
            growing.close();
        }

        /** Hands changes on to the copy, looks at it after each, and is cut off after some of them. */
        private final class Watched implements Listener {
            private final long place;
            private final Instant at;
            private final List<List<Recorded>> onTheWay = new ArrayList<>();
            private int left;

            Watched(long place, Instant at, int left) {
                this.place = place;
                this.at = at;
                this.left = left;
                for (long size = copy.place(); size <= place; size++) {
                    onTheWay.add(HistoryKeys.readable(history.first(size)));
                }
            }

            @Override
            public void tell(Change change) throws IOException {
                if (left-- == 0) {
                    throw new CutOff();
                }
                switch (change) {
                    case Change.Voided _ ->
                        onTheWay.subList(0, onTheWay.size() - 1).clear();
                    case Change.Permitted told ->
                        assertThat(permits(onTheWay.getLast(), told.contactPoint(), at))
                                .isTrue();
                    case Change.Refused told -> assertWasPermitted(told.contactPoint());
                    case Change.UpTo told -> assertThat(told).isEqualTo(new Change.UpTo(place, at));
                }
                copy.tell(change);
                for (ContactPointId contactPoint : history.contactPoints()) {
                    assertThat(!copy.permits(contactPoint, at)
                                    || onTheWay.stream().anyMatch(facts -> permits(facts, contactPoint, at)))
                            .as("%s at %s after %s%n%s", contactPoint, at, change, history)
                            .isTrue();
                }
            }

            /** Nothing is told of whom nobody ever permitted. */
            private void assertWasPermitted(ContactPointId contactPoint) {
                assertThat(onTheWay.stream()
                                .anyMatch(facts -> Stream.concat(
                                                history.moments().stream(), Stream.of(at.plus(clocksApart)))
                                        .filter(moment -> !moment.isAfter(at.plus(clocksApart)))
                                        .anyMatch(moment -> permits(facts, contactPoint, moment))))
                        .as("%s is refused at %s%n%s", contactPoint, at, history)
                        .isTrue();
            }
        }
    }

    private static final class CutOff extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
