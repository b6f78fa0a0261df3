package org.consentledger.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.consentledger.law.Illegal;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * The index as of one place. Many questions asked of one image see the same facts. Safe for any number of threads.
 *
 * @param liftings may hold facts behind the place as well
 * @param sentinels contact points that were ever planted as such, some behind the place perhaps
 * @param recent may hold facts behind the place, which count for nobody who asks this image
 * @param older what is just being settled; looked through after {@code recent}
 */
record Image(
        long place,
        Numbered.Known<Purpose> purposes,
        Numbered.Known<CollectionShape> shapes,
        Adoptions policies,
        Erasures.Known erasures,
        Liftings liftings,
        Set<UUID> sentinels,
        Numbered.Known<Numbers.Kept> kept,
        Numbered.Known<FoundBy> foundBy,
        Recent recent,
        @Nullable Recent older,
        Settled settled) {

    /** What the numbers stand for, and what is settled, as of a place. */
    static Image of(
            long place, Numbers numbers, Adoptions policies, Recent recent, @Nullable Recent older, Settled settled) {
        return new Image(
                place,
                numbers.purposes.known(),
                numbers.shapes.known(),
                policies,
                numbers.erasures.known(),
                numbers.liftings,
                numbers.sentinels,
                numbers.kept.known(),
                numbers.foundBy.known(),
                recent,
                older,
                settled);
    }

    /** The same facts, where {@code otherSettled} holds all but those of {@code otherRecent} and {@code otherOlder}. */
    Image with(Recent otherRecent, @Nullable Recent otherOlder, Settled otherSettled) {
        return new Image(
                place,
                purposes,
                shapes,
                policies,
                erasures,
                liftings,
                sentinels,
                kept,
                foundBy,
                otherRecent,
                otherOlder,
                otherSettled);
    }

    /** The same, where no fact up to {@code further} says more. */
    Image at(long further) {
        return new Image(
                further, purposes, shapes, policies, erasures, liftings, sentinels, kept, foundBy, recent, older,
                settled);
    }

    /** Puts the newest form of a dossier in {@code into}; whether there is one. */
    boolean read(DossierId id, ByteInput in, Dossier into) {
        byte[] changed = changed(id);
        if (changed == null) {
            if (!settled.read(id, in)) {
                return false;
            }
        } else if (changed.length == 0) {
            return false;
        } else {
            in.begin(changed);
        }
        DossierReader.read(in, into);
        return true;
    }

    /** Puts the dossier of whoever holds a contact point in {@code into}; whether somebody does. */
    boolean read(UUID contactPoint, ByteInput in, Dossier into) {
        for (DossierId id : recentHolders(contactPoint)) {
            if (read(id, in, into)) {
                return true;
            }
        }
        BucketTable points = settled.parts().points();
        long hash = DossierId.hash(contactPoint);
        long end = points.end(hash);
        for (long entry = points.first(hash); entry < end; entry++) {
            if (points.fits(entry, hash)) {
                readNumbered((int) points.value(entry), in, into);
                if (into.holds(contactPoint)) {
                    return true;
                }
            }
        }
        return false;
    }

    private List<DossierId> recentHolders(UUID contactPoint) {
        List<DossierId> holders = recent.holdersOfPoint(contactPoint);
        return holders.isEmpty() && older != null ? older.holdersOfPoint(contactPoint) : holders;
    }

    private byte @Nullable [] changed(DossierId id) {
        byte[] changed = recent.dossier(id);
        return changed == null && older != null ? older.dossier(id) : changed;
    }

    /** A settled dossier, or what has become of it since. */
    private void readNumbered(int number, ByteInput in, Dossier into) {
        settled.read(number, in);
        DossierReader.read(in, into);
        if (recent.size() > 0 || older != null) {
            byte[] changed = changed(into.id());
            if (changed != null && changed.length > 0) {
                in.begin(changed);
                DossierReader.read(in, into);
            }
        }
    }

    /** Puts somebody's settled dossier in {@code into}, as good as drawn by {@code lot}; whether there is one. */
    boolean readSomebody(long lot, ByteInput in, Dossier into) {
        if (settled.size() == 0) {
            return false;
        }
        readNumbered(Math.floorMod(lot, settled.size()), in, into);
        return true;
    }

    /** Everybody whose dossier tells of the collection. */
    List<DossierId> holdersOfCollection(UUID collection, ByteInput in, Dossier scratch) {
        var holders = new ArrayList<DossierId>(recent.holdersOfCollection(collection));
        if (older != null) {
            older.holdersOfCollection(collection).stream()
                    .filter(id -> !holders.contains(id))
                    .forEach(holders::add);
        }
        settled.collectionCandidates(DossierId.hash(collection), number -> {
            settled.read(number, in);
            DossierReader.read(in, scratch);
            if (scratch.tellsOf(collection) && !holders.contains(scratch.id())) {
                holders.add(scratch.id());
            }
            return false;
        });
        return holders;
    }

    /** Whose contact point it is; null where nobody has collected it. */
    @Nullable
    DossierId holderOfPoint(UUID contactPoint, ByteInput in, Dossier scratch) {
        List<DossierId> holders = recentHolders(contactPoint);
        if (!holders.isEmpty()) {
            return holders.getFirst();
        }
        return read(contactPoint, in, scratch) ? scratch.id() : null;
    }

    /** What is done with a collected fact of the dossier that was just read, and the number of what its key finds it by. */
    interface HoldingVisitor {
        void visit(int nth, int foundBy);
    }

    /** Reads one dossier of a living person after the other that has collected facts which suppression knows by {@code key}. */
    void holdings(long key, ByteInput in, Dossier into, HoldingVisitor visitor) {
        holdings(recent, key, in, into, visitor);
        if (older != null) {
            holdings(older, key, in, into, visitor);
        }
        settled.holdings(key, (number, nth, by) -> {
            readNumbered(number, in, into);
            if (!into.erased()) {
                visitor.visit(nth, by);
            }
        });
    }

    private void holdings(Recent of, long key, ByteInput in, Dossier into, HoldingVisitor visitor) {
        of.holdings(key, (holding, by) -> {
            if (read(holding.person(), in, into) && !into.erased()) {
                visitor.visit(holding.nth(), by);
            }
        });
    }

    /** Everybody, the erased among them, who is known to hold a value that suppression knows by {@code key}. */
    Set<DossierId> everHeld(long key, ByteInput in, Dossier scratch) {
        var holders = new HashSet<DossierId>();
        recent.holdings(key, (holding, _) -> holders.add(holding.person()));
        if (older != null) {
            older.holdings(key, (holding, _) -> holders.add(holding.person()));
        }
        settled.holdings(key, (number, _, _) -> {
            readNumbered(number, in, scratch);
            holders.add(scratch.id());
        });
        return holders;
    }

    /** Whether somebody's dossier changed since the bulk was settled. */
    boolean changedSince(DossierId id) {
        return changed(id) != null;
    }

    /**
     * Questions about one purpose.
     *
     * @throws Illegal from each question where {@code choice} names a policy version never adopted
     */
    Inquiry inquiry(Purpose purpose, PolicyChoice choice) {
        return new Inquiry(this, purpose, choice);
    }
}
