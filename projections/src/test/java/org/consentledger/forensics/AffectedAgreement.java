package org.consentledger.forensics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** The list of those affected, held to a naive one and to the report of the same uses. */
final class AffectedAgreement {
    private AffectedAgreement() {}

    /** What somebody is told of one contact point. */
    private record Told(
            @Nullable ContactPointId contactPoint, Instant first, Instant last, Map<Affected.Done, Long> done) {}

    static void compare(AffectedPersons listed, IncidentReport report, NaiveIncident naive, String told) {
        var persons = new ArrayList<Affected>();
        Affected.Total total = all(listed, persons);
        Map<PersonId, List<NaiveIncident.Use>> expected = byPerson(naive);
        assertThat(persons.stream().map(Affected::person))
                .as(told)
                .containsExactlyElementsOf(inOrder(expected.keySet()));
        for (Affected one : persons) {
            List<NaiveIncident.Use> uses = expected.getOrDefault(one.person(), List.of());
            assertThat(told(one)).as(told).isEqualTo(told(uses));
            one.contactPoints()
                    .forEach(point -> assertThat(point.channel()).as(told).isEqualTo(channel(point, uses)));
        }
        assertThat(total.persons()).as(told).isEqualTo(report.all().persons());
        assertThat(total.withoutAccount()).as(told).isEqualTo(report.all().withoutAccount());
        assertThat(total.uses() + total.usesOfNobody())
                .as(told)
                .isEqualTo(report.all().uses());
        assertThat(total.uses())
                .isEqualTo(persons.stream().mapToLong(Affected::uses).sum());
        assertThat(total.contactPoints())
                .as(told)
                .isEqualTo(expected.values().stream()
                        .flatMap(List::stream)
                        .filter(use -> use.fact().contactPoint() != null)
                        .map(use -> use.fact().contactPoint())
                        .distinct()
                        .count());
        assertThat(listed.head()).isEqualTo(report.head());
    }

    private static Affected.Total all(AffectedPersons listed, List<Affected> persons) {
        try {
            return listed.each(persons::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<PersonId, List<NaiveIncident.Use>> byPerson(NaiveIncident naive) {
        Map<PersonId, List<NaiveIncident.Use>> persons = new HashMap<>();
        for (NaiveIncident.Use use : naive.uses) {
            PersonId person = use.person();
            if (person != null && !use.sentinel()) {
                persons.computeIfAbsent(person, _ -> new ArrayList<>()).add(use);
            }
        }
        return persons;
    }

    private static List<PersonId> inOrder(Set<PersonId> persons) {
        return persons.stream()
                .sorted(Comparator.comparing(PersonId::unknown)
                        .thenComparing(person -> person.value().toString()))
                .toList();
    }

    private static Set<Told> told(Affected one) {
        Set<Told> told = new HashSet<>();
        for (Affected.Point point : one.contactPoints()) {
            Map<Affected.Done, Long> done = new HashMap<>();
            point.done().forEach(kind -> done.put(kind.times(0), kind.uses()));
            assertThat(done).hasSameSizeAs(point.done());
            assertThat(point.uses())
                    .isEqualTo(done.values().stream().mapToLong(Long::longValue).sum());
            told.add(new Told(point.contactPoint(), point.first(), point.last(), done));
        }
        assertThat(told).hasSameSizeAs(one.contactPoints());
        return told;
    }

    private static Set<Told> told(List<NaiveIncident.Use> uses) {
        Map<@Nullable ContactPointId, List<NaiveIncident.Use>> points = new HashMap<>();
        uses.forEach(use -> points.computeIfAbsent(use.fact().contactPoint(), _ -> new ArrayList<>())
                .add(use));
        Set<Told> told = new HashSet<>();
        points.forEach((point, own) -> {
            Map<Affected.Done, Long> done = new HashMap<>();
            own.forEach(use -> done.merge(done(use), 1L, Long::sum));
            told.add(new Told(
                    point,
                    moments(own).min(Comparator.naturalOrder()).orElseThrow(),
                    moments(own).max(Comparator.naturalOrder()).orElseThrow(),
                    done));
        });
        return told;
    }

    private static Stream<Instant> moments(List<NaiveIncident.Use> uses) {
        return uses.stream().map(use -> use.recorded().occurredAt());
    }

    private static Affected.Done done(NaiveIncident.Use use) {
        ContactPointCollected collection = use.collection();
        return new Affected.Done(
                use.useClass(),
                use.fact().purpose(),
                use.fact().programme(),
                use.fact().advertiser(),
                use.fact().audience(),
                use.fact().recipients(),
                collection == null ? null : collection.surface(),
                collection == null ? null : collection.suppliedBy().kind(),
                0);
    }

    private static @Nullable Channel channel(Affected.Point point, List<NaiveIncident.Use> uses) {
        for (NaiveIncident.Use use : uses) {
            ContactPointCollected collection = use.collection();
            if (collection != null && Objects.equals(use.fact().contactPoint(), point.contactPoint())) {
                return collection.channel();
            }
        }
        return null;
    }
}
