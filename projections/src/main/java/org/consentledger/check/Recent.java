package org.consentledger.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dossiers changed since the bulk was last settled, with what finds them. One thread writes, any number read. */
final class Recent {
    /** Dossiers as bytes; an empty one is gone. */
    private final Map<DossierId, byte[]> dossiers = new ConcurrentHashMap<>();

    private final Map<UUID, List<DossierId>> points = new ConcurrentHashMap<>();
    private final Map<UUID, List<DossierId>> collections = new ConcurrentHashMap<>();
    private final Map<Long, Held> keys = new ConcurrentHashMap<>();
    private final MaybeSet maybeDossiers;
    private final MaybeSet maybeKeys;

    /** Meant for {@code expected} dossiers; more take longer to ask for. */
    Recent(int expected) {
        maybeDossiers = new MaybeSet(expected);
        maybeKeys = new MaybeSet(2 * expected);
    }

    /** The {@code nth} collected fact of a person's dossier is of some key. */
    record Holding(DossierId person, int nth) {}

    /** Whoever was found last to hold a value, and those before: a value that many hold is added to as fast as any other. */
    private record Held(Holding last, int foundBy, @Nullable Held before) {}

    int size() {
        return dossiers.size();
    }

    byte @Nullable [] dossier(DossierId id) {
        return maybeDossiers.mayHold(id.hash()) ? dossiers.get(id) : null;
    }

    List<DossierId> holdersOfPoint(UUID id) {
        return points.getOrDefault(id, List.of());
    }

    List<DossierId> holdersOfCollection(UUID id) {
        return collections.getOrDefault(id, List.of());
    }

    /** What is done with each holding of a key; {@code foundBy} is the number of the profiles by which the key finds it. */
    interface HoldingVisitor {
        void visit(Holding holding, int foundBy);
    }

    void holdings(long key, HoldingVisitor visitor) {
        for (Held held = maybeKeys.mayHold(key) ? keys.get(key) : null; held != null; held = held.before()) {
            visitor.visit(held.last(), held.foundBy());
        }
    }

    void put(DossierId id, byte[] dossier) {
        maybeDossiers.add(id.hash());
        dossiers.put(id, dossier);
    }

    void pointHeld(UUID id, DossierId by) {
        add(points, id, by);
    }

    void collectionHeld(UUID id, DossierId by) {
        add(collections, id, by);
    }

    void keyHeld(long key, Holding holding, int foundBy) {
        maybeKeys.add(key);
        keys.compute(key, (_, before) -> new Held(holding, foundBy, before));
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.merge(key, List.of(value), (some, one) -> some.containsAll(one) ? some : joined(some, one));
    }

    private static <V> List<V> joined(List<V> some, List<V> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    Map<DossierId, byte[]> dossiers() {
        return dossiers;
    }

    /** What is done with each key that somebody holds. */
    interface KeyVisitor {
        void visit(long key, Holding holding, int foundBy);
    }

    void forEachHolding(KeyVisitor visitor) {
        keys.forEach((key, last) -> {
            for (Held held = last; held != null; held = held.before()) {
                visitor.visit(key, held.last(), held.foundBy());
            }
        });
    }
}
