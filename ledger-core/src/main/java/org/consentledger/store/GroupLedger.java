package org.consentledger.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.consentledger.identity.Persons;
import org.consentledger.law.Admission;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger holds as far as one group of proposals asks: looked up under the lock in a few set-based statements, and
 * carried forward by the facts of the group itself as they are admitted.
 */
final class GroupLedger implements Admission.Ledger {
    private final Asked asked = new Asked();
    private final Set<PersonId> erased = new HashSet<>();
    private final Map<CollectionId, PersonId> collectionHolders = new HashMap<>();
    private final Map<ContactPointId, PersonId> contactPointHolders = new HashMap<>();
    private final Map<CollectionId, Long> told = new HashMap<>();
    private final Set<Purpose> defined;
    private final Map<Admission.Version, Object> versions = new HashMap<>();
    private final Map<FactId, Known> targets = new HashMap<>();
    /** What the group asks about and a newer version wrote: whoever rests on it is told so, and nobody else. */
    private final Map<Object, UnreadableFact> unreadable = new HashMap<>();

    private final FactCodec codec;

    /** A recorded fact that a retraction may name. */
    private record Known(
            long place, Admission.Target target, @Nullable CollectionId collection) {}

    GroupLedger(FactCodec codec, Set<Purpose> defined) {
        this.codec = codec;
        this.defined = new HashSet<>(defined);
    }

    /** Asks whatever the facts of {@code group} need to have looked up. A statement that nothing needs is left out. */
    void ask(RoundTrip round, List<Proposal> group) {
        group.forEach(proposal -> asked.add(proposal.fact(), defined));
        askAboutCollections(round);
        askAboutContactPoints(round);
        askWhoIsErased(round, asked.persons);
        askAboutPurposes(round);
        askAboutVersions(round);
        askAboutTargets(round);
    }

    /** Asks about the persons that were not named but found to hold what was. */
    void askAboutHolders(Connection connection) throws SQLException {
        Set<PersonId> holders = new HashSet<>(collectionHolders.values());
        holders.addAll(contactPointHolders.values());
        holders.removeAll(asked.persons);
        var round = new RoundTrip();
        askWhoIsErased(round, holders);
        round.run(connection);
    }

    @Override
    public boolean erased(PersonId person) {
        return erased.contains(person);
    }

    @Override
    public @Nullable PersonId holder(CollectionId collection) {
        return collectionHolders.get(collection);
    }

    @Override
    public @Nullable PersonId holder(ContactPointId contactPoint) {
        return contactPointHolders.get(contactPoint);
    }

    @Override
    public boolean told(CollectionId collection) {
        return told.containsKey(collection);
    }

    @Override
    public boolean defined(Purpose purpose) {
        return defined.contains(purpose);
    }

    @Override
    public @Nullable Object content(Admission.Version version) {
        requireReadable(version);
        return versions.get(version);
    }

    @Override
    public Admission.@Nullable Target target(FactId fact) {
        requireReadable(fact);
        Known known = targets.get(fact);
        return known == null ? null : known.target();
    }

    private void requireReadable(Object asked) {
        UnreadableFact why = unreadable.get(asked);
        if (why != null) {
            throw why;
        }
    }

    /** The erased among the persons that the group asks about, its own erasures included. */
    Set<PersonId> erased() {
        return erased;
    }

    /** Every purpose known to be defined, for the next group to begin with once this one is committed. */
    Set<Purpose> defined() {
        return defined;
    }

    /** Place of the collection's fact that {@code retraction} takes back; null where it is no collection's. */
    @Nullable
    Long untold(Fact.FactRetracted retraction) {
        Known known = targets.get(retraction.fact());
        return known == null || known.collection() == null ? null : known.place();
    }

    /** Carries the group's own admitted fact forward. */
    void admitted(FactId id, long place, Fact fact) {
        CollectionId collection = fact instanceof Fact.ContactPointCollected f ? f.collection() : null;
        if (asked.targets.contains(id)) {
            targets.put(id, new Known(place, targetOf(fact), collection));
        }
        switch (fact) {
            case Fact.ContactPointCollected f -> {
                collectionHolders.put(f.collection(), f.person());
                contactPointHolders.put(f.contactPoint(), f.person());
                told.put(f.collection(), place);
            }
            case Fact.PersonErased f -> erased.add(f.person());
            case Fact.PurposeDefined f -> defined.addAll(f.purpose().lineage());
            case Fact.PolicyAdopted f -> versions.put(VersionContent.version(f), f.policy());
            case Fact.NoticePublished f -> versions.put(VersionContent.version(f), f);
            case Fact.FactRetracted f -> {
                Long untold = untold(f);
                told.values().removeIf(one -> one.equals(untold));
            }
            case Fact.NoticeServed _,
                    Fact.PurposeAssigned _,
                    Fact.PurposeRevoked _,
                    Fact.ConsentChanged _,
                    Fact.ContactPointRemoved _,
                    Fact.SuppressionLifted _,
                    Fact.SentinelPlanted _,
                    Fact.ContactPointUsed _ -> {
                // Nothing that admission asks for.
            }
        }
    }

    private static Admission.Target targetOf(Fact fact) {
        return fact instanceof Fact.FactRetracted || fact instanceof Fact.PersonErased
                ? Admission.Target.NOT_RETRACTABLE
                : Admission.Target.RETRACTABLE;
    }

    private void askAboutCollections(RoundTrip round) {
        String sql = "select collection, person, unknown, place, told from ledger.collection"
                + " where collection = any (?) order by place";
        round.ask(sql, asked.collections, row -> {
            var collection = new CollectionId(row.getObject(1, UUID.class));
            collectionHolders.put(collection, new PersonId(row.getObject(2, UUID.class), row.getBoolean(3)));
            if (row.getBoolean(5)) {
                told.put(collection, row.getLong(4));
            }
        });
    }

    private void askAboutContactPoints(RoundTrip round) {
        String sql = "select contact_point, person, unknown from ledger.collection where contact_point = any (?)"
                + " order by place";
        round.ask(
                sql,
                asked.contactPoints,
                row -> contactPointHolders.put(
                        new ContactPointId(row.getObject(1, UUID.class)),
                        new PersonId(row.getObject(2, UUID.class), row.getBoolean(3))));
    }

    private void askWhoIsErased(RoundTrip round, Set<PersonId> persons) {
        Set<UUID> surrogates = persons.stream().map(PersonId::value).collect(Collectors.toSet());
        round.ask(Persons.ERASED, surrogates, row -> {
            PersonId person = Persons.erased(row);
            if (persons.contains(person)) {
                erased.add(person);
            }
        });
    }

    private void askAboutPurposes(RoundTrip round) {
        String sql = "select path from ledger.purpose where path = any (?)";
        round.ask(sql, asked.purposes, row -> defined.add(new Purpose(row.getString(1))));
    }

    private void askAboutVersions(RoundTrip round) {
        String sql = "select name, revision, content from ledger.version where name = any (?)";
        round.ask(sql, asked.versions.keySet(), row -> {
            Admission.Version version = asked.versions.get(row.getString(1));
            if (version != null) {
                int revision = row.getInt(2);
                byte[] content = row.getBytes(3);
                read(version, () -> versions.put(version, VersionContent.read(codec, version, revision, content)));
            }
        });
    }

    private void askAboutTargets(RoundTrip round) {
        Set<UUID> ids = asked.targets.stream().map(FactId::id).collect(Collectors.toSet());
        String sql = "select fact_id, source, place, entry from ledger.fact where fact_id = any (?)";
        round.ask(sql, ids, row -> {
            var id = new FactId(row.getString(2), row.getObject(1, UUID.class));
            long place = row.getLong(3);
            byte[] entry = row.getBytes(4);
            read(id, () -> {
                Fact fact = Entry.read(place, entry, codec).fact();
                CollectionId collection = fact instanceof Fact.ContactPointCollected f ? f.collection() : null;
                targets.put(id, new Known(place, targetOf(fact), collection));
            });
        });
    }

    private void read(Object asked, Runnable reading) {
        try {
            reading.run();
        } catch (UnreadableFact e) {
            unreadable.put(asked, e);
        }
    }
}
