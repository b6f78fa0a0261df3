package org.consentledger.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private static final long SEED = 7;

    @Test
    void the_same_seed_and_size_tell_the_same() {
        assertThat(lines(new Population(SEED, 200))).isEqualTo(lines(new Population(SEED, 200)));
    }

    @Test
    void another_seed_tells_something_else() {
        assertThat(lines(new Population(SEED, 200))).isNotEqualTo(lines(new Population(SEED + 1, 200)));
    }

    @Test
    void slices_of_any_size_tell_the_same_as_the_whole() {
        assertThat(lines(new Population(SEED, 200, 150))).isEqualTo(lines(new Population(SEED, 200)));
    }

    @Test
    void a_slice_is_no_larger_than_it_may_be_unless_one_day_is() {
        Population.Facts facts = new Population(SEED, 1_000, 500).facts();
        assertThat(facts.count()).isEqualTo(facts.stream().count());
        assertThat(facts.slices).allMatch(slice -> slice.facts() <= 500);
    }

    @Test
    void facts_come_in_order_of_time_under_ids_ordered_by_time() {
        Instant before = Instant.EPOCH;
        Set<UUID> ids = new HashSet<>();
        for (ReportedFact fact : all(2_000)) {
            assertThat(fact.knownAt()).isAfterOrEqualTo(before);
            assertThat(fact.id().version()).isEqualTo(7);
            assertThat(fact.id().variant()).isEqualTo(2);
            assertThat(fact.id().getMostSignificantBits() >>> 16)
                    .isEqualTo(fact.knownAt().toEpochMilli());
            assertThat(ids.add(fact.id())).isTrue();
            before = fact.knownAt();
        }
    }

    @Test
    void every_kind_of_fact_occurs() {
        Set<String> types = all(2_000).stream().map(fact -> fact.said().type()).collect(Collectors.toSet());
        assertThat(types).hasSize(Said.class.getPermittedSubclasses().length);
    }

    @Test
    void two_factor_is_as_frequent_as_published() {
        int persons = 20_000;
        List<ReportedFact> facts = all(persons);
        long enrolled = facts.stream()
                .filter(fact -> fact.said() instanceof Said.NoticeServed served
                        && served.surface().equals(Platform.TWO_FACTOR))
                .count();
        long bySms = collections(facts, Platform.TWO_FACTOR);
        assertThat((double) enrolled / persons).isCloseTo(PublishedFigures.WITH_TWO_FACTOR, within(0.004));
        assertThat((double) bySms / enrolled).isCloseTo(PublishedFigures.TWO_FACTOR_BY_SMS, within(0.08));
    }

    @Test
    void half_of_those_who_may_refuse_do() {
        Map<String, Long> answers = all(20_000).stream()
                .filter(fact -> fact.knownAt().isAfter(ChosenFigures.REFUSE_OFFERED))
                .map(ReportedFact::said)
                .filter(said -> said instanceof Said.ConsentChanged changed
                        && changed.how().equals("banner"))
                .map(said -> ((Said.ConsentChanged) said).status())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        double refused = answers.getOrDefault("refused", 0L);
        assertThat(refused / (refused + answers.getOrDefault("given", 0L)))
                .isCloseTo(PublishedFigures.REFUSES_WHEN_OFFERED, within(0.03));
    }

    @Test
    void matching_goes_around_every_check_from_the_first_month_until_the_fix() {
        Map<String, Set<String>> surfaces = new HashMap<>();
        var unchecked = new TreeSet<Instant>();
        for (ReportedFact fact : all(5_000)) {
            switch (fact.said()) {
                case Said.ContactPointCollected collected ->
                    surfaces.computeIfAbsent(key(collected.person(), collected.value()), _ -> new HashSet<>())
                            .add(collected.surface());
                case Said.ContactPointUsed use -> {
                    Set<String> held = surfaces.getOrDefault(key(use.person(), use.value()), Set.of());
                    if (!held.contains(Platform.SIGN_UP) && !held.contains(Platform.PROFILE)) {
                        unchecked.add(fact.occurredAt());
                    }
                }
                default -> {
                    // Tells of no contact point in particular.
                }
            }
        }
        assertThat(unchecked.getFirst())
                .isBetween(Instant.parse("2013-05-01T00:00:00Z"), Instant.parse("2013-07-01T00:00:00Z"));
        assertThat(unchecked.getLast()).isBetween(Instant.parse("2019-09-17T00:00:00Z"), ChosenFigures.FIX);
    }

    @Test
    void some_numbers_given_for_signing_in_get_notifications_and_nobody_receives_anything() {
        List<Said.ContactPointUsed> notified = new ArrayList<>();
        for (ReportedFact fact : all(5_000)) {
            if (fact.said() instanceof Said.ContactPointUsed use
                    && use.purpose().equals(Purposes.NOTIFICATIONS)) {
                assertThat(fact.occurredAt())
                        .isBetween(Instant.parse("2018-01-15T00:00:00Z"), Instant.parse("2018-02-16T00:00:00Z"));
                notified.add(use);
            }
        }
        assertThat(notified).isNotEmpty().allMatch(use -> use.recipients().isEmpty() && use.advertiser() == null);
    }

    @Test
    void lists_match_at_a_rate_within_the_published_range() {
        var population = new Population(SEED, 5_000);
        Map<String, Long> matched = population.facts().stream()
                .map(ReportedFact::said)
                .map(said -> said instanceof Said.ContactPointUsed use ? use.run() : null)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Objects::requireNonNull, Collectors.counting()));
        UploadedLists.of(population).forEach((run, rows) -> {
            double rate = (double) matched.getOrDefault(run.id(), 0L) / rows.size();
            assertThat(rate).isBetween(PublishedFigures.MATCH_RATE_MIN - 0.02, PublishedFigures.MATCH_RATE_MAX + 0.02);
            assertThat(rows).allMatch(row -> row.matches("[0-9a-f]{64}"));
        });
    }

    private static String key(@Nullable String person, Said.Value value) {
        String plain = value.plain();
        String hash = plain == null ? String.valueOf(value.sha256()) : Contacts.sha256(normal(value.channel(), plain));
        return person + " " + hash;
    }

    private static String normal(String channel, String plain) {
        return channel.equals(Contacts.EMAIL) ? plain.trim().toLowerCase(Locale.ROOT) : plain.replaceAll("[^+0-9]", "");
    }

    private static long collections(List<ReportedFact> facts, String surface) {
        return facts.stream()
                .filter(fact -> fact.said() instanceof Said.ContactPointCollected collected
                        && collected.surface().equals(surface))
                .count();
    }

    private static List<ReportedFact> all(int persons) {
        return new Population(SEED, persons).facts().stream().toList();
    }

    private static List<String> lines(Population population) {
        var lines = new CloudEventLines(population.source());
        var all = new ArrayList<String>();
        population
                .facts()
                .iterator()
                .forEachRemaining(fact -> all.add(new String(lines.line(fact), StandardCharsets.UTF_8)));
        return all;
    }
}
