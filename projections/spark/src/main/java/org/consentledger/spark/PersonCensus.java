package org.consentledger.spark;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.consentledger.census.Population;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.Outcome;
import org.consentledger.law.Permit;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Question;
import org.consentledger.law.Reason;
import org.consentledger.law.Recorded;

/** How one person stands to each purpose on each day, told as changes from one day to the next. */
final class PersonCensus {
    private static final String NEVER_ASKED = "NEVER_ASKED";
    private static final String PERMITTED = "PERMITTED";

    private final PersonFacts whose;
    private final AskedCensus.Terms terms;
    private final List<Row> changes = new ArrayList<>();

    private PersonCensus(PersonFacts whose, AskedCensus.Terms terms) {
        this.whose = whose;
        this.terms = terms;
    }

    static Iterator<Row> of(PersonFacts whose, AskedCensus.Terms terms) {
        PersonId person = whose.person();
        if (person == null) {
            return List.<Row>of().iterator();
        }
        var census = new PersonCensus(whose, terms);
        census.count(person);
        return census.changes.iterator();
    }

    /** Between two moments of the person's facts nothing changes, so that most days are as the one before. */
    private void count(PersonId person) {
        NavigableSet<Instant> moments = moments();
        Map<String, Integer> before = Map.of();
        Instant countedAt = null;
        for (int day = 0; day < terms.days().count(); day++) {
            Instant at = terms.days().get(day).since();
            if (countedAt == null || !Objects.equals(moments.floor(at), moments.floor(countedAt))) {
                Map<String, Integer> now = at(at, person);
                change(day, before, now);
                before = now;
                countedAt = at;
            }
        }
    }

    private NavigableSet<Instant> moments() {
        var moments = new TreeSet<Instant>();
        for (Recorded recorded : whose.facts()) {
            moments.add(recorded.occurredAt());
            if (recorded.fact() instanceof Fact.ConsentChanged changed && changed.expiresAt() != null) {
                moments.add(changed.expiresAt());
            }
        }
        return moments;
    }

    private void change(int day, Map<String, Integer> before, Map<String, Integer> now) {
        var lines = new HashSet<>(before.keySet());
        lines.addAll(now.keySet());
        for (String line : lines) {
            int change = now.getOrDefault(line, 0) - before.getOrDefault(line, 0);
            if (change != 0) {
                changes.add(RowFactory.create(line, day, (long) change));
            }
        }
    }

    private Map<String, Integer> at(Instant at, PersonId person) {
        var coordinates = new Coordinates(at, terms.known(), terms.size());
        List<Recorded> counting = Counting.at(whose.facts(), coordinates).of(whose.facts());
        Set<ContactPointId> points = new HashSet<>();
        Set<ContactPointId> sentinels = new HashSet<>();
        Set<Purpose> purposes = new HashSet<>();
        for (Recorded recorded : counting) {
            switch (recorded.fact()) {
                case Fact.ContactPointCollected collected
                when collected.person().equals(person) -> points.add(collected.contactPoint());
                case Fact.SentinelPlanted planted -> sentinels.add(planted.contactPoint());
                case Fact.PurposeDefined defined
                when terms.isMeant(defined.purpose()) -> purposes.add(defined.purpose());
                default -> {
                    // Says nothing of who is counted for what.
                }
            }
        }
        Map<String, Integer> counts = new HashMap<>();
        for (Purpose purpose : purposes) {
            count(counts, counting, new Asked(person, purpose, coordinates), points, sentinels);
        }
        return counts;
    }

    private record Asked(PersonId person, Purpose purpose, Coordinates coordinates) {}

    private void count(
            Map<String, Integer> counts,
            List<Recorded> counting,
            Asked asked,
            Set<ContactPointId> points,
            Set<ContactPointId> sentinels) {
        boolean disclosed = disclosed(counting, asked);
        var own = new ArrayList<Answer>();
        for (ContactPointId point : points) {
            Answer answer = Permit.answer(
                    whose.facts(), new Question(point, asked.purpose(), asked.coordinates(), terms.policy()));
            add(counts, asked.purpose(), Population.CONTACT_POINTS, stands(answer.reason(), disclosed));
            if (!sentinels.contains(point)) {
                own.add(answer);
            }
        }
        own.stream()
                .max(nearest())
                .ifPresent(answer -> add(
                        counts,
                        asked.purpose(),
                        asked.person().unknown() ? Population.UNKNOWN_PERSONS : Population.PERSONS,
                        stands(answer.reason(), disclosed)));
    }

    private static void add(Map<String, Integer> counts, Purpose purpose, Population population, String category) {
        counts.merge(LineNames.of(purpose.path(), population.word(), category), 1, Integer::sum);
    }

    /** Permitted if anything is; else by the largest line, the later collection, the id that sorts last. */
    private Comparator<Answer> nearest() {
        return Comparator.comparing(Answer::permitted)
                .thenComparingInt(answer -> answer.reason().line())
                .thenComparing(this::collectedAt)
                .thenComparing(PersonCensus::collection)
                .thenComparingLong(answer -> headline(answer).collected());
    }

    private static Outcome headline(Answer answer) {
        return Objects.requireNonNull(answer.headline(), "a contact point that was collected has a headline");
    }

    private static String collection(Answer answer) {
        return headline(answer).collection().toString();
    }

    private Instant collectedAt(Answer answer) {
        long place = headline(answer).collected();
        return whose.facts().stream()
                .filter(recorded -> recorded.place() == place)
                .map(Recorded::occurredAt)
                .findFirst()
                .orElseThrow();
    }

    private static String stands(Reason reason, boolean disclosed) {
        if (reason.permitted()) {
            return PERMITTED;
        }
        return reason == Reason.CONSENT_MISSING && !disclosed ? NEVER_ASKED : reason.name();
    }

    /** Whether the person was served a notice, published by then, that names the purpose or one that it lies in. */
    private static boolean disclosed(List<Recorded> counting, Asked asked) {
        return counting.stream()
                .anyMatch(recorded -> recorded.fact() instanceof Fact.NoticeServed served
                        && served.person().equals(asked.person())
                        && discloses(counting, served, asked.purpose()));
    }

    private static boolean discloses(List<Recorded> counting, Fact.NoticeServed served, Purpose purpose) {
        return counting.stream()
                .anyMatch(recorded -> recorded.fact() instanceof Fact.NoticePublished published
                        && published.notice().equals(served.notice())
                        && published.discloses().stream().anyMatch(disclosed -> disclosed.covers(purpose)));
    }
}
