package org.consentledger.standing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.consentledger.check.StandingIndex;
import org.consentledger.check.StoredFacts;
import org.consentledger.feed.Reading;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** Finds the facts that a verdict reads: their places in the view, the facts themselves in the ledger. */
final class EvidenceReader {
    private static final String PLACES = """
            with holder as (
                select distinct person from standing.collection where contact_point = any (?)
                union select unnest(?::uuid[])),
            held as (select place, collection, contact_point from standing.collection join holder using (person)),
            found as (
                select place from held
                union select a.place from standing.assignment a join held using (collection)
                union select c.place from standing.consent c join holder using (person)
                union select e.place from standing.erasure e join holder using (person)
                union select r.place from standing.removal r
                      where r.contact_point in (select contact_point from held) or r.collection in (select collection from held)
                      or r.contact_point = any (?)
                union select s.place from standing.sentinel s
                      where s.contact_point in (select contact_point from held) or s.contact_point = any (?)
                union select p.place from standing.policy p where ?)
            select place from found
            union select r.place from standing.retraction r join found on found.place = r.target
            """;

    /** Every suppression that knows one of the keys, and whatever lifts it. */
    private static final String SUPPRESSIONS = """
            with suppression as (
                select distinct place, person from ledger.suppression join standing.erasure using (place)
                where key = any (?)),
            lift as (select l.place from standing.lifted l join suppression using (person)),
            found as (
                select place from suppression
                union select place from lift
                union select r.place from standing.retraction r join lift on lift.place = r.target)
            select place from found where place <= ?
            """;

    private final DataSource database;
    private final LedgerReader reader;
    private final StandingIndex values;
    private final StoredFacts stored;

    EvidenceReader(DataSource database, LedgerReader reader, StandingIndex values) {
        this.database = database;
        this.reader = reader;
        this.values = values;
        this.stored = new StoredFacts(database, reader);
    }

    /** @param policies whether every policy is among it: what is permitted turns on them, what happened does not */
    Evidence read(Collection<ContactPointId> contactPoints, Collection<PersonId> persons, boolean policies) {
        UUID[] points = contactPoints.stream().map(ContactPointId::value).toArray(UUID[]::new);
        UUID[] holders = persons.stream().map(PersonId::value).toArray(UUID[]::new);
        Found found = Reading.of(
                database,
                List.of(StandingView.NAME),
                connection -> new Found(
                        Reading.place(connection, StandingView.NAME), places(connection, points, holders, policies)));
        // Outside the snapshot, whose connection is given back: what was found never changes.
        List<Recorded> facts = withSuppressionKeys(reader.at(found.places()));
        return new Evidence(merged(facts, reader.at(suppressions(facts, found.place()))), found.place());
    }

    /** The retractions, up to {@code upTo}, that name one of these facts. */
    List<Recorded> retractions(Collection<Recorded> facts, long upTo) {
        Set<Long> places = Reading.of(database, List.of(StandingView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select place from standing.retraction where target = any (?) and place <= ?")) {
                select.setArray(
                        1,
                        connection.createArrayOf(
                                "bigint", facts.stream().map(Recorded::place).toArray()));
                select.setLong(2, upTo);
                return longs(select);
            }
        });
        return reader.at(places);
    }

    private record Found(long place, Set<Long> places) {}

    private static Set<Long> places(Connection connection, UUID[] contactPoints, UUID[] persons, boolean policies)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(PLACES)) {
            select.setArray(1, connection.createArrayOf("uuid", contactPoints));
            select.setArray(2, connection.createArrayOf("uuid", persons));
            // One that nobody ever collected may be a sentinel all the same.
            select.setArray(3, connection.createArrayOf("uuid", contactPoints));
            select.setArray(4, connection.createArrayOf("uuid", contactPoints));
            select.setBoolean(5, policies);
            return longs(select);
        }
    }

    /** Places of every suppression that knows one of the values, and of whatever lifts it. */
    private Set<Long> suppressions(List<Recorded> facts, long upTo) {
        byte[][] keys = facts.stream()
                .filter(recorded -> recorded.fact() instanceof Fact.ContactPointCollected)
                .flatMap(recorded -> ((Fact.ContactPointCollected) recorded.fact()).value().suppressionKeys().stream())
                .distinct()
                .map(key -> HexFormat.of().parseHex(key.hex()))
                .toArray(byte[][]::new);
        if (keys.length == 0) {
            return Set.of();
        }
        return Reading.of(database, List.of(StandingView.NAME), connection -> {
            try (PreparedStatement select = connection.prepareStatement(SUPPRESSIONS)) {
                select.setArray(1, connection.createArrayOf("bytea", keys));
                select.setLong(2, upTo);
                return longs(select);
            }
        });
    }

    private static Set<Long> longs(PreparedStatement select) throws SQLException {
        var longs = new TreeSet<Long>();
        try (ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
                longs.add(rows.getLong(1));
            }
        }
        return longs;
    }

    /**
     * Fills in what suppression knows the values by: read with the person's key, or what the person's erasure kept. An erasure
     * is looked for even behind the view's place, for the key is destroyed before any view hears of it.
     */
    private List<Recorded> withSuppressionKeys(List<Recorded> facts) {
        Map<PersonId, Fact.PersonErased> erasures = byPerson(facts);
        List<Recorded> living = facts.stream()
                .filter(recorded -> recorded.fact() instanceof Fact.ContactPointCollected collected
                        && !erasures.containsKey(collected.person()))
                .toList();
        Map<Recorded, Set<SuppressionKey>> opened = values.opened(living);
        erasures.putAll(byPerson(stored.erasuresOf(living.stream()
                .filter(recorded -> !opened.containsKey(recorded))
                .map(recorded -> ((Fact.ContactPointCollected) recorded.fact()).person())
                .toList())));
        var filled = new ArrayList<Recorded>(facts.size());
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Set<SuppressionKey> keys = opened.get(recorded);
                filled.add(with(
                        recorded, collected, keys == null ? kept(collected, erasures.get(collected.person())) : keys));
            } else {
                filled.add(recorded);
            }
        }
        return filled;
    }

    private static Map<PersonId, Fact.PersonErased> byPerson(List<Recorded> facts) {
        Map<PersonId, Fact.PersonErased> erasures = new HashMap<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erasure) {
                erasures.put(erasure.person(), erasure);
            }
        }
        return erasures;
    }

    private static Set<SuppressionKey> kept(Fact.ContactPointCollected collected, Fact.@Nullable PersonErased erasure) {
        return erasure == null ? Set.of() : erasure.kept(collected.value().tags());
    }

    private static Recorded with(Recorded recorded, Fact.ContactPointCollected collected, Set<SuppressionKey> keys) {
        CollectedValue value = collected.value();
        return recorded.with(collected.with(new CollectedValue(value.profile(), value.tags(), value.sealed(), keys)));
    }

    private static List<Recorded> merged(List<Recorded> facts, List<Recorded> others) {
        var merged = new ArrayList<>(facts);
        Set<Long> places = new HashSet<>();
        facts.forEach(recorded -> places.add(recorded.place()));
        others.stream().filter(recorded -> places.add(recorded.place())).forEach(merged::add);
        merged.sort(Comparator.comparingLong(Recorded::place));
        return merged;
    }
}
