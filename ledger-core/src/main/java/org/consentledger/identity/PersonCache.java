package org.consentledger.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.function.Function;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** What a node remembers of the directory, and who was drawn on it. Safe for any number of threads. */
final class PersonCache {
    /*
     * A key read before an erasure may reach the cache after it was forgotten. Erasures are for ever, so the forgotten are
     * kept as well, and each key put into the cache is taken out again when it is found among them.
     *
     * Whoever names the same newcomer gets the same draw, until the person is in the directory: facts that follow one another
     * are prepared before the first is recorded.
     */
    private static final int MAX_CACHED = 100_000;

    private final Cache<Lookup, PersonId> ids = cache();
    private final Cache<PersonId, DataKey> keys = cache();
    private final Cache<PersonId, Boolean> forgotten = cache();
    private final Cache<Lookup, Newcomer> newcomers = cache();

    /** The living person whom the directory is known to find by {@code lookup}; null where it has to be asked. */
    @Nullable
    Person find(Lookup lookup) {
        Newcomer newcomer = newcomers.getIfPresent(lookup);
        if (newcomer != null && newcomer.hasArrived()) {
            newcomers.invalidate(lookup);
            ids.put(lookup, newcomer.id());
        }
        PersonId id = ids.getIfPresent(lookup);
        return id == null ? null : find(id);
    }

    /** The living person of a surrogate; null where the directory has to be asked. */
    @Nullable
    Person find(PersonId id) {
        DataKey key = keys.getIfPresent(id);
        return key == null ? null : Person.known(id, key);
    }

    /** Remembers whom {@code lookup} finds, as the directory says. */
    void remember(Lookup lookup, PersonId id) {
        ids.put(lookup, id);
    }

    void remember(PersonId id, DataKey key) {
        keys.put(id, key);
        if (forgotten.getIfPresent(id) != null) {
            keys.invalidate(id);
        }
    }

    /** Who is not in the directory, drawn unless somebody was before. They may have come there in between. */
    Newcomer newcomer(Lookup lookup, Function<Lookup, Newcomer> draw) {
        return newcomers.get(lookup, absent -> {
            Newcomer drawn = draw.apply(absent);
            keys.put(drawn.id(), drawn.key());
            return drawn;
        });
    }

    /** Drops a person's key for good; of an unknown person's value nothing stays. */
    void forget(PersonId person) {
        forgotten.put(person, true);
        keys.invalidate(person);
        newcomers.asMap().values().removeIf(newcomer -> newcomer.id().equals(person));
        if (person.unknown()) {
            ids.asMap().values().remove(person);
        }
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().maximumSize(MAX_CACHED).build();
    }
}
