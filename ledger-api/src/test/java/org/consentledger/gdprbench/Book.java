package org.consentledger.gdprbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a product system remembers of its own reports. Whatever lies within one purpose is touched by one thread. */
final class Book {
    private final Map<String, Held> byKey = new ConcurrentHashMap<>();
    private final Map<String, List<Held>> byPerson = new ConcurrentHashMap<>();
    private final Map<String, List<Held>> byPurpose = new ConcurrentHashMap<>();

    void add(Held held, String purpose) {
        byKey.put(held.key, held);
        byPerson.computeIfAbsent(held.person, _ -> new ArrayList<>()).add(held);
        byPurpose.computeIfAbsent(purpose, _ -> new CopyOnWriteArrayList<>()).add(held);
    }

    Held of(String key) {
        Held held = byKey.get(key);
        if (held == null) {
            throw new IllegalStateException("a record that was never inserted");
        }
        return held;
    }

    List<Held> ofPerson(String person) {
        return byPerson.getOrDefault(person, List.of());
    }

    List<Held> ofPurpose(String purpose) {
        return byPurpose.getOrDefault(purpose, List.of());
    }

    Iterable<Held> all() {
        return byKey.values();
    }
}
