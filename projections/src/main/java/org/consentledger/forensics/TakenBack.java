package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Facts that retractions took back, by what stands for them. One thread adds, any number ask. */
final class TakenBack<T> {
    private final Map<T, List<Bound>> retractions = new ConcurrentHashMap<>();

    /** A place and a moment from which on something is known. */
    record Bound(long place, long known) {
        boolean reached(long asKnown, long ledgerSize) {
            return place <= ledgerSize && known <= asKnown;
        }
    }

    void add(T fact, Bound retraction) {
        retractions.merge(fact, List.of(retraction), TakenBack::joined);
    }

    private static List<Bound> joined(List<Bound> some, List<Bound> others) {
        var joined = new ArrayList<>(some);
        joined.addAll(others);
        return List.copyOf(joined);
    }

    /** Whether nothing was ever taken back: most ledgers never take a use back. */
    boolean isEmpty() {
        return retractions.isEmpty();
    }

    boolean isTaken(T fact, long asKnown, long ledgerSize) {
        List<Bound> some = retractions.get(fact);
        return some != null && some.stream().anyMatch(one -> one.reached(asKnown, ledgerSize));
    }
}
