package org.consentledger.history;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.consentledger.feed.Reading;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.NoticeRef;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Recorded;
import org.consentledger.law.ValueTag;
import org.consentledger.standing.Evidence;
import org.consentledger.standing.Standing;
import org.consentledger.standing.StandingView;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** What happened to a contact point or a person: every fact that tells of it, retracted ones included, and what uses became. */
public final class History {
    private final DataSource database;
    private final LedgerReader reader;
    private final Standing standing;

    /** The histories of the view in {@code database}, whose uses {@code standing} judges. */
    public History(DataSource database, LedgerReader reader, Standing standing) {
        this.database = database;
        this.reader = reader;
        this.standing = standing;
    }

    /**
     * The history of a contact point and its collections, with the words of its person that reach it: about everything they have, or
     * about a value that shares a tag with it. So do uses of such a value, as of a hash on a list.
     */
    public HistoryPage of(ContactPointId contactPoint, long after, int limit) {
        Evidence evidence = standing.told(List.of(contactPoint), List.of());
        Set<UUID> subjects = new HashSet<>(Set.of(contactPoint.value()));
        Set<UUID> persons = new HashSet<>();
        Map<ContactPointId, Set<ValueTag>> tags = new HashMap<>();
        for (Recorded recorded : evidence.facts()) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                tags.computeIfAbsent(collected.contactPoint(), _ -> new HashSet<>())
                        .addAll(collected.value().tags());
                if (collected.contactPoint().equals(contactPoint)) {
                    subjects.add(collected.collection().value());
                    persons.add(collected.person().value());
                }
            }
        }
        var reach = new Reach(contactPoint, tags);
        Places own = places(subjects, after);
        Places others = places(persons, after);
        var places = new TreeSet<>(own.places());
        reader.at(others.places()).stream()
                .filter(recorded -> reach.includes(recorded.fact()))
                .forEach(recorded -> places.add(recorded.place()));
        return page(new Places(places, Math.min(own.upTo(), others.upTo())), evidence.place(), limit);
    }

    /** The history of a person: all their contact points, words and uses. */
    public HistoryPage of(PersonId person, long after, int limit) {
        Evidence evidence = standing.told(List.of(), List.of(person));
        Set<UUID> subjects = new HashSet<>(Set.of(person.value()));
        for (Recorded recorded : evidence.facts()) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected
                    && collected.person().equals(person)) {
                subjects.add(collected.collection().value());
                subjects.add(collected.contactPoint().value());
            }
        }
        return page(places(subjects, after), evidence.place(), limit);
    }

    /** Places, up to one that the view has reached, of the facts that name a contact point or one of these persons. */
    public Set<Long> places(ContactPointId contactPoint, Collection<PersonId> persons, long upTo) {
        Set<UUID> subjects = new HashSet<>(Set.of(contactPoint.value()));
        persons.forEach(person -> subjects.add(person.value()));
        return places(subjects, 0).places().stream()
                .filter(place -> place <= upTo)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which of a person's facts concern a contact point, whether or not they name it; {@code tags} are those of all they have. */
    private record Reach(ContactPointId contactPoint, Map<ContactPointId, Set<ValueTag>> tags) {
        boolean includes(Fact fact) {
            return switch (fact) {
                case Fact.ConsentChanged f ->
                    f.contactPoint() == null
                            || f.contactPoint().equals(contactPoint)
                            || shares(f.tags())
                            || shares(tags.getOrDefault(f.contactPoint(), Set.of()));
                case Fact.NoticeServed _, Fact.PersonErased _ -> true;
                case Fact.ContactPointUsed f -> contactPoint.equals(f.contactPoint()) || shares(f.tags());
                case Fact.ContactPointCollected _,
                        Fact.PurposeAssigned _,
                        Fact.PurposeRevoked _,
                        Fact.ContactPointRemoved _,
                        Fact.SuppressionLifted _,
                        Fact.SentinelPlanted _,
                        Fact.PurposeDefined _,
                        Fact.NoticePublished _,
                        Fact.PolicyAdopted _,
                        Fact.FactRetracted _ -> false;
            };
        }

        private boolean shares(Set<ValueTag> others) {
            return !Collections.disjoint(tags.getOrDefault(contactPoint, Set.of()), others);
        }
    }

    /** @param standing the place that the standing view had reached: the two views are moved one after the other */
    private HistoryPage page(Places places, long standing, int limit) {
        long upTo = Math.min(places.upTo(), standing);
        List<Long> shown = places.places().stream()
                .filter(place -> place <= upTo)
                .sorted()
                .limit(limit + 1L)
                .toList();
        boolean more = shown.size() > limit;
        List<Recorded> facts = reader.at(more ? shown.subList(0, limit) : shown);
        Map<Long, List<Long>> retractions = retractions(facts, upTo);
        Map<Recorded, JudgedUse> judged = judged(facts, retractions.keySet(), upTo);
        Map<NoticeRef, String> texts = noticeTexts(facts);
        List<Happening> happenings = facts.stream()
                .map(recorded -> new Happening(
                        recorded,
                        retractions.getOrDefault(recorded.place(), List.of()),
                        judged.get(recorded),
                        noticeText(recorded.fact(), texts)))
                .toList();
        return new HistoryPage(happenings, more ? shown.get(limit - 1) : null, upTo);
    }

    /** Uses that count, with their class; a retracted use was none. */
    private Map<Recorded, JudgedUse> judged(List<Recorded> facts, Set<Long> retracted, long upTo) {
        List<Recorded> uses = facts.stream()
                .filter(recorded ->
                        recorded.fact() instanceof Fact.ContactPointUsed && !retracted.contains(recorded.place()))
                .toList();
        if (uses.isEmpty()) {
            return Map.of();
        }
        Map<Recorded, JudgedUse> judged = new HashMap<>();
        standing.judge(uses, evidenceOf(uses), null, upTo, PolicyChoice.IN_FORCE)
                .forEach(use -> judged.put(use.use(), use));
        return judged;
    }

    /** About whatever the uses name: one by value may be of other contact points than the one whose history is told. */
    private Evidence evidenceOf(List<Recorded> uses) {
        Set<ContactPointId> contactPoints = new HashSet<>();
        Set<PersonId> persons = new HashSet<>();
        for (Recorded recorded : uses) {
            if (recorded.fact() instanceof Fact.ContactPointUsed use) {
                Optional.ofNullable(use.contactPoint()).ifPresent(contactPoints::add);
                Optional.ofNullable(use.person()).ifPresent(persons::add);
            }
        }
        return standing.evidence(contactPoints, persons);
    }

    private static @Nullable String noticeText(Fact fact, Map<NoticeRef, String> texts) {
        NoticeRef notice = shown(fact);
        return notice == null ? null : texts.get(notice);
    }

    private static @Nullable NoticeRef shown(Fact fact) {
        return fact instanceof Fact.ContactPointCollected collected
                ? collected.notice()
                : fact instanceof Fact.NoticeServed served
                        ? served.notice()
                        : fact instanceof Fact.ConsentChanged changed ? changed.notice() : null;
    }

    private Map<NoticeRef, String> noticeTexts(List<Recorded> facts) {
        return reader.noticeHashes(facts.stream()
                .map(recorded -> shown(recorded.fact()))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
    }

    private Places places(Collection<UUID> subjects, long after) {
        String sql = "select distinct place from history.entry where subject = any (?) and place > ?";
        return Reading.of(database, List.of(HistoryView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setArray(1, connection.createArrayOf("uuid", subjects.toArray()));
                select.setLong(2, after);
                var places = new TreeSet<Long>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        places.add(rows.getLong(1));
                    }
                }
                return new Places(places, Reading.place(connection, HistoryView.NAME));
            }
        });
    }

    /** Places of facts, all of them up to {@code upTo}. */
    private record Places(Set<Long> places, long upTo) {}

    private Map<Long, List<Long>> retractions(List<Recorded> facts, long upTo) {
        String sql =
                "select target, place from standing.retraction where target = any (?) and place <= ? order by place";
        Object[] targets = facts.stream().map(Recorded::place).toArray();
        return Reading.of(database, List.of(StandingView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setArray(1, connection.createArrayOf("bigint", targets));
                select.setLong(2, upTo);
                Map<Long, List<Long>> retractions = new HashMap<>();
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        retractions
                                .computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
                                .add(rows.getLong(2));
                    }
                }
                return retractions;
            }
        });
    }
}
