package org.consentledger.bulk;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** A count for each constant that came up. For one thread. */
final class CountsBy<E extends Enum<E>> {
    private final Map<E, long[]> counts;

    CountsBy(Class<E> type) {
        counts = new EnumMap<>(type);
    }

    void add(E what, long times) {
        counts.computeIfAbsent(what, _ -> new long[1])[0] += times;
    }

    void addAll(CountsBy<E> others) {
        others.forEach(this::add);
    }

    /** Hands over each constant that came up, in their order, with how often it did. */
    void forEach(ObjLongConsumer<E> consumer) {
        counts.forEach((what, count) -> consumer.accept(what, count[0]));
    }
}
