package org.consentledger.spark;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Recorded;

/** Which of a person's facts count (the law's section 3). */
final class Counting {
    private final Coordinates coordinates;
    private final Set<FactId> retracted = new HashSet<>();

    private Counting(List<Recorded> facts, Coordinates coordinates) {
        this.coordinates = coordinates;
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.FactRetracted retraction && reached(recorded)) {
                retracted.add(retraction.fact());
            }
        }
    }

    static Counting at(List<Recorded> facts, Coordinates coordinates) {
        return new Counting(facts, coordinates);
    }

    private boolean reached(Recorded recorded) {
        Instant known = coordinates.known();
        return recorded.place() <= coordinates.ledgerSize()
                && (known == null || !recorded.knownAt().isAfter(known));
    }

    /** Whether it counts at whatever instant. */
    boolean countsEver(Recorded recorded) {
        return reached(recorded) && !retracted.contains(recorded.id());
    }

    /** Those that count at the coordinates' instant. */
    List<Recorded> of(List<Recorded> facts) {
        return facts.stream()
                .filter(recorded ->
                        countsEver(recorded) && !recorded.occurredAt().isAfter(coordinates.at()))
                .toList();
    }
}
