package org.consentledger.check;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Dossiers changed since the bulk was last settled, with what finds them. One thread writes, any number read. */
final class Recent {
    /** Dossiers as bytes; an empty one is gone. */
    private final Map<DossierId, byte[]> dossiers = new ConcurrentHashMap<>();

    private final Map<UUID, List<DossierId>> points = new ConcurrentHashMap<>();
    private final Map<UUID, List<DossierId>> collections = new ConcurrentHashMap<>();
    private final Map<Long, List<Holding>> keys = new ConcurrentHashMap<>();

    /** The {@code nth} collected fact of a person's dossier is of some key. */
    record Holding(DossierId person, int nth) {}

    int size() {
        return dossiers.size();
    }

    byte @Nullable [] dossier(DossierId id) {
        return dossiers.get(id);
    }

    List<DossierId> holdersOfPoint(UUID id) {
        return points.getOrDefault(id, List.of());
    }

    List<DossierId> holdersOfCollection(UUID id) {
        return collections.getOrDefault(id, List.of());
    }

    List<Holding> holdings(long key) {
        return keys.getOrDefault(key, List.of());
    }

    void put(DossierId id, byte[] dossier) {
        dossiers.put(id, dossier);
    }

    void pointHeld(UUID id, DossierId by) {
        add(points, id, by);
    }

    void collectionHeld(UUID id, DossierId by) {
        add(collections, id, by);
    }

    void keyHeld(long key, Holding holding) {
        add(keys, key, holding);
    }

    private static <K, V> void add(Map<K, List<V>> map, K key, V value) {
        map.merge(key, List.of(value), (some, one) -> some.containsAll(one) ? some : joined(some, one));
    }

    private static <V> List<V> joined(List<V> some, List<V> others) {
        return java.util.stream.Stream.concat(some.stream(), others.stream()).toList();
    }

    Map<DossierId, byte[]> dossiers() {
        return dossiers;
    }

    Map<Long, List<Holding>> keys() {
        return keys;
    }
}
