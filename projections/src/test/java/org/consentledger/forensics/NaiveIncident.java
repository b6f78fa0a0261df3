package org.consentledger.forensics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.consentledger.law.Answer;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.consentledger.law.Fact.SentinelPlanted;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** An incident counted sentence by sentence, with sets, slow and without a thought for elegance. */
final class NaiveIncident {
    private final List<Recorded> facts;
    private final IncidentQuestion question;
    private final long size;
    final List<Use> uses = new ArrayList<>();

    /** A use that the question is about. */
    record Use(
            Recorded recorded,
            ContactPointUsed fact,
            JudgedUse judged,
            @Nullable PersonId person,
            @Nullable ContactPointCollected collection,
            boolean sentinel) {
        UseClass useClass() {
            return judged.useClass();
        }
    }

    NaiveIncident(List<Recorded> readable, IncidentQuestion question, long size) {
        this.facts = readable;
        this.question = question;
        this.size = size;
        for (Recorded recorded : readable) {
            if (recorded.fact() instanceof ContactPointUsed fact && counts(recorded) && meets(recorded, fact)) {
                Use use = use(recorded, fact);
                if (meets(use)) {
                    uses.add(use);
                }
            }
        }
    }

    private Use use(Recorded recorded, ContactPointUsed fact) {
        JudgedUse judged = JudgedUse.of(facts, recorded, question.known(), size, question.policy());
        return new Use(recorded, fact, judged, person(fact), collection(judged), planted(fact.contactPoint()));
    }

    /** With the uses at these places, whether or not the question is about them. */
    NaiveIncident withAll(Set<Long> places) {
        var more = new NaiveIncident(facts, question, size);
        for (Recorded recorded : facts) {
            if (places.contains(recorded.place())
                    && uses.stream().noneMatch(use -> use.recorded().equals(recorded))) {
                more.uses.add(use(recorded, (ContactPointUsed) recorded.fact()));
            }
        }
        return more;
    }

    /** The classes of the uses by their places. */
    Map<Long, UseClass> classes() {
        Map<Long, UseClass> classes = new HashMap<>();
        uses.forEach(use -> classes.put(use.recorded().place(), use.useClass()));
        return classes;
    }

    Counts countsOf(Predicate<Use> which) {
        return counts(uses.stream().filter(which).toList());
    }

    /** Everybody who is in a count of persons. */
    Set<PersonId> persons(Predicate<Use> which) {
        var persons = new HashSet<PersonId>();
        for (Use use : uses) {
            PersonId person = use.person();
            if (which.test(use) && person != null && !use.sentinel()) {
                persons.add(person);
            }
        }
        return persons;
    }

    private boolean reached(Recorded recorded) {
        Instant known = question.known();
        return recorded.place() <= size && (known == null || !recorded.knownAt().isAfter(known));
    }

    private boolean counts(Recorded recorded) {
        return reached(recorded)
                && facts.stream()
                        .noneMatch(other -> other.fact() instanceof FactRetracted retraction
                                && retraction.fact().equals(recorded.id())
                                && reached(other));
    }

    private boolean meets(Recorded recorded, ContactPointUsed fact) {
        Instant from = question.from();
        Instant until = question.until();
        Purpose purpose = question.purpose();
        return (from == null || !recorded.occurredAt().isBefore(from))
                && (until == null || recorded.occurredAt().isBefore(until))
                && (purpose == null || purpose.covers(fact.purpose()))
                && in(question.programmes(), fact.programme())
                && in(question.advertisers(), fact.advertiser());
    }

    private boolean meets(Use use) {
        ContactPointCollected collection = use.collection();
        return in(question.classes(), use.useClass())
                && in(question.surfaces(), collection == null ? null : collection.surface())
                && in(
                        question.suppliers(),
                        collection == null ? null : collection.suppliedBy().kind())
                && in(question.jurisdictions(), collection == null ? null : collection.jurisdiction());
    }

    private static <T> boolean in(@Nullable Set<T> condition, @Nullable T value) {
        return condition == null || (value != null && condition.contains(value));
    }

    private @Nullable PersonId person(ContactPointUsed use) {
        if (use.person() != null) {
            return use.person();
        }
        for (Recorded recorded : facts) {
            if (recorded.place() <= size
                    && recorded.fact() instanceof ContactPointCollected collected
                    && collected.contactPoint().equals(use.contactPoint())) {
                return collected.person();
            }
        }
        return null;
    }

    private @Nullable ContactPointCollected collection(JudgedUse judged) {
        Answer answer = judged.answerNow();
        if (answer == null || answer.headline() == null) {
            return null;
        }
        long place = answer.headline().collected();
        Fact fact = facts.stream()
                .filter(recorded -> recorded.place() == place)
                .findFirst()
                .orElseThrow()
                .fact();
        return (ContactPointCollected) fact;
    }

    private boolean planted(@Nullable ContactPointId contactPoint) {
        return facts.stream()
                .anyMatch(recorded -> recorded.fact() instanceof SentinelPlanted planted
                        && planted.contactPoint().equals(contactPoint)
                        && counts(recorded));
    }

    /** The counts of the uses on each line; a use for which {@code line} has nothing is on none. */
    Map<List<@Nullable Object>, Counts> by(Function<Use, @Nullable Object[]> line) {
        Map<List<@Nullable Object>, List<Use>> groups = new HashMap<>();
        for (Use use : uses) {
            groups.computeIfAbsent(Arrays.asList(line.apply(use)), _ -> new ArrayList<>())
                    .add(use);
        }
        Map<List<@Nullable Object>, Counts> counts = new HashMap<>();
        groups.forEach((key, group) -> counts.put(key, counts(group)));
        return counts;
    }

    static Counts counts(List<Use> group) {
        var persons = new HashSet<PersonId>();
        var unknown = new HashSet<PersonId>();
        var points = new HashSet<ContactPointId>();
        for (Use use : group) {
            PersonId person = use.person();
            if (person != null && !use.sentinel()) {
                (person.unknown() ? unknown : persons).add(person);
            }
            if (use.fact().contactPoint() != null) {
                points.add(use.fact().contactPoint());
            }
        }
        return new Counts(group.size(), persons.size(), unknown.size(), points.size());
    }

    LocalDate day(Use use) {
        return use.recorded().occurredAt().atZone(question.zone()).toLocalDate();
    }

    static boolean breach(Use use) {
        return use.useClass() == UseClass.LATE_BREACH || use.useClass() == UseClass.PREVENTABLE_BREACH;
    }
}
