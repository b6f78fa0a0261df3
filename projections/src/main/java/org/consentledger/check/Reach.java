package org.consentledger.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/**
 * Whom facts may have changed verdicts about, as one image of the index shows it: rather somebody too many than one too few. Facts
 * behind the image's place reach nobody yet. For one thread.
 */
public final class Reach {
    private final Image image;
    private final ByteInput in = new ByteInput();
    private final Dossier scratch = new Dossier();
    /** Null until it is asked for. */
    private @Nullable Map<SuppressionKey, Set<PersonId>> kept;

    Reach(Image image) {
        this.image = image;
    }

    /** The place up to which facts can reach somebody. */
    public long place() {
        return image.place();
    }

    /** Whether a fact reaches everybody; a retraction reaches whom its target does. */
    public static boolean everybody(Fact fact) {
        return fact instanceof Fact.PolicyAdopted;
    }

    /** The persons whom a fact reaches, where it does not reach everybody. Of a retraction ask for its target. */
    public Set<PersonId> persons(Fact fact) {
        return switch (fact) {
            case Fact.ContactPointCollected f -> Set.of(f.person());
            case Fact.PurposeAssigned f -> holders(f.collection());
            case Fact.PurposeRevoked f -> holders(f.collection());
            case Fact.ConsentChanged f -> Set.of(f.person());
            case Fact.ContactPointRemoved f -> {
                CollectionId collection = f.collection();
                yield collection == null ? holder(f.contactPoint()) : holders(collection);
            }
            case Fact.SentinelPlanted f -> holder(f.contactPoint());
            case Fact.PersonErased f -> {
                Set<PersonId> reached = holders(f.suppressed());
                reached.add(f.person());
                yield reached;
            }
            case Fact.SuppressionLifted f -> holders(f.everything() ? suppressedBy(f.person()) : f.lifted());
            case Fact.PolicyAdopted _,
                    Fact.FactRetracted _,
                    Fact.PurposeDefined _,
                    Fact.NoticePublished _,
                    Fact.NoticeServed _,
                    Fact.ContactPointUsed _ -> Set.of();
        };
    }

    /** Who holds a contact point, and since which place; null where nobody has collected it. */
    public @Nullable Holding holding(ContactPointId contactPoint) {
        UUID id = contactPoint.value();
        return image.read(id, in, scratch) ? new Holding(scratch.id().person(), first(scratch.points.find(id))) : null;
    }

    /**
     * That a contact point is somebody's.
     *
     * @param since the first place at which it was collected
     */
    public record Holding(PersonId person, long since) {}

    private long first(int point) {
        long first = Long.MAX_VALUE;
        for (int i = 0; i < scratch.facts; i++) {
            if (scratch.kind[i] == Dossier.COLLECTED && scratch.point[i] == point) {
                first = Math.min(first, scratch.place[i]);
            }
        }
        return first;
    }

    /** The places at which a person's contact points were collected, and of each of them its contact point. */
    public Map<Long, ContactPointId> collections(PersonId person) {
        Map<Long, ContactPointId> collections = new HashMap<>();
        if (image.read(DossierId.of(person), in, scratch)) {
            for (int i = 0; i < scratch.facts; i++) {
                if (scratch.kind[i] == Dossier.COLLECTED) {
                    collections.put(scratch.place[i], new ContactPointId(scratch.points.id(scratch.point[i])));
                }
            }
        }
        return collections;
    }

    private Set<PersonId> holders(CollectionId collection) {
        return persons(image.holdersOfCollection(collection.value(), in, scratch));
    }

    private Set<PersonId> holder(ContactPointId contactPoint) {
        DossierId holder = image.holderOfPoint(contactPoint.value(), in, scratch);
        return holder == null ? Set.of() : Set.of(holder.person());
    }

    private Set<PersonId> holders(Set<SuppressionKey> keys) {
        var holders = new HashSet<PersonId>();
        for (SuppressionKey key : keys) {
            holders.addAll(persons(image.everHeld(StandingIndex.hash(key), in, scratch)));
            holders.addAll(kept().getOrDefault(key, Set.of()));
        }
        return holders;
    }

    /** Whose erasures kept a key: one may be ahead of the image, and its person's values be found by nothing else any more. */
    private Map<SuppressionKey, Set<PersonId>> kept() {
        if (kept == null) {
            kept = new HashMap<>();
            for (Numbers.Kept one : image.kept().all()) {
                kept.computeIfAbsent(one.key(), _ -> new HashSet<>())
                        .add(one.holding().person().person());
            }
        }
        return kept;
    }

    private Set<SuppressionKey> suppressedBy(PersonId person) {
        var keys = new HashSet<SuppressionKey>();
        Erasures.Known erasures = image.erasures();
        for (int i = 0; i < erasures.size(); i++) {
            Erasures.Suppression suppression = erasures.get(i);
            if (suppression.person().equals(person)) {
                keys.add(suppression.key());
            }
        }
        return keys;
    }

    private static Set<PersonId> persons(Collection<DossierId> ids) {
        return ids.stream().filter(DossierId::ofPerson).map(DossierId::person).collect(Collectors.toSet());
    }
}
