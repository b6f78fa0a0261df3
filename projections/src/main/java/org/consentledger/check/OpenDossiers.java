package org.consentledger.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Recorded;
import org.consentledger.law.ValueTag;

/** The dossiers that one batch of facts opens, and who holds what it names. */
final class OpenDossiers {
    /* What names a collection or contact point that nobody holds yet waits in a dossier of that collection or contact point, and moves
     * into the holder's when it is collected. A collection taken back and told of again may have several holders: each has all that
     * is said of it. */

    private final Image image;
    private final LedgerFacts ledger;
    private final Map<DossierId, Dossier> open = new LinkedHashMap<>();
    private final Set<DossierId> gone = new HashSet<>();
    private final Map<UUID, DossierId> points = new HashMap<>();
    private final Map<UUID, List<DossierId>> collections = new HashMap<>();
    private final ByteInput in = new ByteInput();
    private final Dossier scratch = new Dossier();

    OpenDossiers(Image image, LedgerFacts ledger) {
        this.image = image;
        this.ledger = ledger;
    }

    /** The dossier of {@code id}, opened or begun. */
    Dossier dossier(DossierId id) {
        Dossier dossier = open.get(id);
        if (dossier == null) {
            dossier = new Dossier();
            if (gone.remove(id) || !image.read(id, in, dossier)) {
                dossier.begin(id);
            }
            open.put(id, dossier);
        }
        return dossier;
    }

    /** Whose dossiers what is said of a collection goes into: its holders', or its own while nobody holds it. */
    List<DossierId> homes(CollectionId collection) {
        List<DossierId> holders = collections.computeIfAbsent(collection.value(), this::holders);
        return holders.isEmpty() ? List.of(DossierId.of(collection)) : holders;
    }

    private List<DossierId> holders(UUID collection) {
        return image.holdersOfCollection(collection, in, scratch);
    }

    /** Whose dossier what is said of a contact point goes into: its holder's, or its own while nobody holds it. */
    DossierId home(ContactPointId point) {
        DossierId holder = points.computeIfAbsent(point.value(), id -> image.holderOfPoint(id, in, scratch));
        return holder == null ? DossierId.of(point) : holder;
    }

    /** That somebody holds a contact point and a collection of it. */
    void collected(Dossier dossier, UUID point, UUID collection) {
        adoptAbout(dossier, point, collection);
        points.put(point, dossier.id());
        List<DossierId> before = collections.computeIfAbsent(collection, this::holders);
        collections.put(collection, joined(before, dossier.id()));
    }

    private static <T> List<T> joined(List<T> some, T one) {
        if (some.contains(one)) {
            return some;
        }
        var joined = new ArrayList<>(some);
        joined.add(one);
        return joined;
    }

    /** Brings in what was said of a contact point and a collection before this person was known to hold them. */
    private void adoptAbout(Dossier dossier, UUID point, UUID collection) {
        if (!dossier.holds(point)) {
            adoptWaiting(dossier, DossierId.of(new ContactPointId(point)));
        }
        if (!dossier.tellsOf(collection)) {
            adoptWaiting(dossier, DossierId.of(new CollectionId(collection)));
            for (DossierId other : collections.computeIfAbsent(collection, this::holders)) {
                if (!other.equals(dossier.id())) {
                    Dossier from = dossier(other);
                    int number = from.collections.find(collection);
                    adopt(dossier, from, row -> from.collection[row] == number && from.kind[row] != Dossier.COLLECTED);
                }
            }
        }
    }

    private void adoptWaiting(Dossier dossier, DossierId waiting) {
        Dossier from = open.remove(waiting);
        if (from == null && image.read(waiting, in, scratch)) {
            from = scratch;
        }
        if (from != null && !gone.contains(waiting)) {
            adopt(dossier, from, _ -> true);
            gone.add(waiting);
        }
    }

    private static void adopt(Dossier to, Dossier from, IntPredicate rows) {
        for (int row = 0; row < from.facts; row++) {
            int added = rows.test(row)
                    ? to.insert(from.kind[row], from.place[row], from.occurred[row], from.known[row])
                    : Dossier.NONE;
            if (added != Dossier.NONE) {
                to.what[added] = from.what[row];
                to.says[added] = from.says[row];
                if (from.point[row] != Dossier.NONE) {
                    to.point[added] = to.points.number(from.points.id(from.point[row]));
                }
                if (from.collection[row] != Dossier.NONE) {
                    to.collection[added] = to.collections.number(from.collections.id(from.collection[row]));
                }
            }
        }
        for (int i = 0; i < from.retractions; i++) {
            to.retract(from.retracted[i], from.retractionPlace[i], from.retractionKnown[i]);
        }
    }

    /** Reads again the tags that were left out of those of {@code dossiers} that have none. */
    void restoreTags(Collection<Dossier> dossiers) {
        List<Dossier> without =
                dossiers.stream().filter(dossier -> dossier.tagless).toList();
        var places = new HashSet<Long>();
        for (Dossier dossier : without) {
            for (int row = 0; row < dossier.facts; row++) {
                if (dossier.kind[row] == Dossier.COLLECTED || dossier.kind[row] == Dossier.WORD) {
                    places.add(dossier.place[row]);
                }
            }
        }
        if (places.isEmpty()) {
            return;
        }
        Map<Long, Set<ValueTag>> tags = new HashMap<>();
        for (Recorded recorded : ledger.at(places)) {
            switch (recorded.fact()) {
                case Fact.ContactPointCollected fact ->
                    tags.put(recorded.place(), fact.value().tags());
                case Fact.ConsentChanged fact -> tags.put(recorded.place(), fact.tags());
                default -> throw new IllegalStateException("a dossier names a fact that the ledger knows otherwise");
            }
        }
        for (Dossier dossier : without) {
            for (int row = 0; row < dossier.facts; row++) {
                Set<ValueTag> own = tags.get(dossier.place[row]);
                if (own != null) {
                    dossier.tags[row] = numbered(dossier, own);
                }
            }
            dossier.tagless = false;
        }
    }

    static int[] numbered(Dossier dossier, Set<ValueTag> tags) {
        return tags.stream().mapToInt(tag -> dossier.tagIds.number(tag.value())).toArray();
    }

    /** Puts all that was opened into {@code recent}. */
    void putAway(Recent recent) {
        restoreTags(open.values().stream().filter(Dossier::needsTags).toList());
        var writer = new DossierWriter();
        open.forEach((id, dossier) -> recent.put(id, writer.write(dossier, false)));
        gone.forEach(id -> recent.put(id, new byte[0]));
        points.forEach((point, holder) -> {
            if (holder != null && holder.ofPerson()) {
                recent.pointHeld(point, holder);
            }
        });
        collections.forEach(
                (collection, holders) -> holders.forEach(holder -> recent.collectionHeld(collection, holder)));
    }
}
