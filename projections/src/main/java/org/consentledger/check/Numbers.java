package org.consentledger.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.law.Purpose;
import org.consentledger.law.SuppressionKey;

/** What is numbered for the whole index, and which values are suppressed and were so. For the one thread that brings facts. */
final class Numbers {
    final Numbered<Purpose> purposes = new Numbered<>();
    final Numbered<CollectionShape> shapes = new Numbered<>();
    final Numbered<Kept> kept = new Numbered<>();
    final Numbered<FoundBy> foundBy = new Numbered<>();
    final Erasures erasures = new Erasures();
    final Liftings liftings = new Liftings();
    /** Contact points that were ever planted as sentinels, whether or not it was retracted. */
    final Set<UUID> sentinels = ConcurrentHashMap.newKeySet();

    private final Map<SuppressionKey, List<Integer>> suppressions = new HashMap<>();
    private final Map<SuppressionKey, List<Recent.Holding>> holdingsKept = new HashMap<>();

    /** A collection of an erased person, of which the erasure alone still says that it was of a suppressed value. */
    record Kept(SuppressionKey key, Recent.Holding holding) {}

    /** The number of an erasure as far as it suppresses a value, given now if need be. */
    int suppression(Erasures.Suppression suppression) {
        List<Integer> ofKey = suppressions.computeIfAbsent(suppression.key(), _ -> new ArrayList<>());
        for (int number : ofKey) {
            if (erasures.known().get(number).equals(suppression)) {
                return number;
            }
        }
        int number = erasures.add(suppression);
        ofKey.add(number);
        return number;
    }

    /** Every erasure that suppresses the value, by number. */
    List<Integer> suppressions(SuppressionKey key) {
        return suppressions.getOrDefault(key, List.of());
    }

    void keep(Kept one) {
        if (kept.number(one) == kept.known().size() - 1) {
            List<Recent.Holding> ofKey = holdingsKept.computeIfAbsent(one.key(), _ -> new ArrayList<>());
            if (!ofKey.contains(one.holding())) {
                ofKey.add(one.holding());
            }
        }
    }

    List<Recent.Holding> kept(SuppressionKey key) {
        return holdingsKept.getOrDefault(key, List.of());
    }
}
