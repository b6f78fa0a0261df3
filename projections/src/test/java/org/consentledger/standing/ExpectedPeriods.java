package org.consentledger.standing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.consentledger.law.Basis;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/** What the temporal tables should say at each instant of a history, word by word. */
final class ExpectedPeriods {
    private record Key(UUID of, UUID scope, String purpose) {}

    /**
     * A latest word.
     *
     * @param says the basis or the status; null for a revocation
     * @param expiresAt of a positive word about consent
     */
    private record Said(@Nullable String says, @Nullable Instant expiresAt) {}

    private final Map<Key, Map<Instant, Said>> assignments = new HashMap<>();
    private final Map<Key, Map<Instant, Said>> consents = new HashMap<>();

    private ExpectedPeriods() {}

    static ExpectedPeriods of(History history) {
        Set<FactId> retracted = new HashSet<>();
        for (Recorded recorded : history.facts()) {
            if (recorded.fact() instanceof Fact.FactRetracted retraction) {
                retracted.add(retraction.fact());
            }
        }
        List<Recorded> words = history.facts().stream()
                .filter(recorded -> !retracted.contains(recorded.id()))
                .toList();
        var expected = new ExpectedPeriods();
        for (Recorded recorded : words) {
            Key key = key(recorded.fact());
            if (key != null) {
                List<Recorded> own = words.stream()
                        .filter(word -> key.equals(key(word.fact())))
                        .toList();
                var map = recorded.fact() instanceof Fact.ConsentChanged ? expected.consents : expected.assignments;
                for (Instant moment : new TreeSet<>(history.moments())) {
                    latest(own, moment)
                            .ifPresent(said -> map.computeIfAbsent(key, _ -> new HashMap<>())
                                    .put(moment, said));
                }
            }
        }
        return expected;
    }

    private static @Nullable Key key(Fact fact) {
        return switch (fact) {
            case Fact.PurposeAssigned f ->
                new Key(
                        f.collection().value(),
                        f.collection().value(),
                        f.purpose().path());
            case Fact.PurposeRevoked f ->
                new Key(
                        f.collection().value(),
                        f.collection().value(),
                        f.purpose().path());
            case Fact.ConsentChanged f -> {
                var point = f.contactPoint();
                yield new Key(
                        f.person().value(),
                        point == null ? f.person().value() : point.value(),
                        f.purpose().path());
            }
            default -> null;
        };
    }

    private static Optional<Said> latest(List<Recorded> words, Instant moment) {
        Optional<Instant> latest = words.stream()
                .map(Recorded::occurredAt)
                .filter(occurredAt -> !occurredAt.isAfter(moment))
                .max(Comparator.naturalOrder());
        return latest.map(instant -> said(words.stream()
                .filter(word -> word.occurredAt().equals(instant))
                .map(Recorded::fact)
                .toList()));
    }

    /** The more restrictive of several; of several negative ones any is as restrictive, and the first by name is shown. */
    private static Said said(List<Fact> facts) {
        if (facts.stream().anyMatch(Fact.PurposeRevoked.class::isInstance)) {
            return new Said(null, null);
        }
        if (facts.getFirst() instanceof Fact.PurposeAssigned) {
            Basis basis = facts.stream()
                    .map(fact -> ((Fact.PurposeAssigned) fact).basis())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return new Said(basis.word(), null);
        }
        Fact.ConsentChanged word = facts.stream()
                .map(Fact.ConsentChanged.class::cast)
                .min(Comparator.comparing(
                                (Fact.ConsentChanged one) -> one.status().positive())
                        .thenComparing(
                                Fact.ConsentChanged::expiresAt,
                                Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
                        .thenComparing(one -> one.status().word()))
                .orElseThrow();
        return new Said(word.status().word(), word.expiresAt());
    }

    void assertEqualTo(Connection connection) throws SQLException {
        assertTable(
                connection,
                "select collection, collection, purpose, basis, null from standing.assignment_period where valid @> ?::timestamptz",
                assignments);
        assertTable(
                connection,
                "select person, scope, purpose, status, expires_at from standing.consent_period where valid @> ?::timestamptz",
                consents);
    }

    private static void assertTable(Connection connection, String sql, Map<Key, Map<Instant, Said>> expected)
            throws SQLException {
        Set<Instant> moments = new TreeSet<>();
        expected.values().forEach(map -> moments.addAll(map.keySet()));
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (Instant moment : moments) {
                select.setString(1, moment.toString());
                Map<Key, Said> found = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        Timestamp expires = rows.getTimestamp(5);
                        found.put(
                                new Key(
                                        rows.getObject(1, UUID.class),
                                        rows.getObject(2, UUID.class),
                                        rows.getString(3)),
                                new Said(rows.getString(4), expires == null ? null : expires.toInstant()));
                    }
                }
                Map<Key, Said> then = new HashMap<>();
                expected.forEach((key, map) -> {
                    Said said = map.get(moment);
                    if (said != null) {
                        then.put(key, said);
                    }
                });
                assertThat(found).as("at %s", moment).isEqualTo(then);
            }
        }
    }
}
