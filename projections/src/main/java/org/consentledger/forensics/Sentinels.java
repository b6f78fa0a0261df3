package org.consentledger.forensics;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Contact points that were planted, which are in no count of persons. One thread adds, any number ask. */
final class Sentinels {
    private final Map<UUID, List<TakenBack.Bound>> planted = new ConcurrentHashMap<>();
    private final TakenBack<Long> takenBack = new TakenBack<>();

    void planted(UUID point, TakenBack.Bound bound) {
        planted.merge(
                point,
                List.of(bound),
                (some, one) ->
                        Stream.concat(some.stream(), one.stream()).distinct().toList());
    }

    /** That the planting at {@code place} was retracted. */
    void retracted(long place, TakenBack.Bound retraction) {
        takenBack.add(place, retraction);
    }

    /** Whether it is a sentinel as far as is known, at whatever instant. */
    boolean contain(long most, long least, long asKnown, long ledgerSize) {
        if (planted.isEmpty()) {
            return false;
        }
        return planted.getOrDefault(new UUID(most, least), List.of()).stream()
                .anyMatch(one ->
                        one.reached(asKnown, ledgerSize) && !takenBack.isTaken(one.place(), asKnown, ledgerSize));
    }
}
