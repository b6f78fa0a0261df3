package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.check.Hindsight.Candidate;
import org.consentledger.check.LedgerFacts;
import org.consentledger.check.Reach;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.ValueTag;
import org.jspecify.annotations.Nullable;

/**
 * Which contact points uses by person and value may have been of, where that is not just the one they name. One thread writes, any
 * number read.
 */
final class ValueUses {
    private final LedgerFacts ledger;
    private final Map<Integer, List<Candidate>> candidates = new ConcurrentHashMap<>();

    ValueUses(LedgerFacts ledger) {
        this.ledger = ledger;
    }

    /** The contact points, in order of their ids; null where it is the one that the use names. */
    @Nullable
    List<Candidate> of(int row) {
        return candidates.get(row);
    }

    /** A use by person and value, in its row. */
    record ValueUse(int row, PersonId person, ContactPointId named, Set<ValueTag> tags) {}

    /** Looks again which contact points the uses may have been of. */
    void resolve(Collection<ValueUse> uses, Reach reach) {
        Map<PersonId, Map<Long, ContactPointId>> collections = new HashMap<>();
        var places = new HashSet<Long>();
        var open = new ArrayList<ValueUse>();
        for (ValueUse use : uses) {
            Map<Long, ContactPointId> own = collections.computeIfAbsent(use.person(), reach::collections);
            if (own.values().stream().allMatch(use.named()::equals)) {
                candidates.remove(use.row());
            } else {
                places.addAll(own.keySet());
                open.add(use);
            }
        }
        Map<Long, Set<ValueTag>> tags = new HashMap<>();
        for (Recorded recorded : ledger.at(places)) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                tags.put(recorded.place(), collected.value().tags());
            }
        }
        open.forEach(use ->
                candidates.put(use.row(), candidates(use, collections.getOrDefault(use.person(), Map.of()), tags)));
    }

    private static List<Candidate> candidates(
            ValueUse use, Map<Long, ContactPointId> collections, Map<Long, Set<ValueTag>> tags) {
        Map<ContactPointId, Long> since = new LinkedHashMap<>();
        collections.forEach((place, point) -> {
            boolean shares = tags.getOrDefault(place, Set.of()).stream().anyMatch(use.tags()::contains);
            if (shares || point.equals(use.named())) {
                since.merge(point, place, Math::min);
            }
        });
        return since.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .map(entry -> candidate(entry.getKey().value(), entry.getValue()))
                .toList();
    }

    private static Candidate candidate(UUID id, long since) {
        return new Candidate(id.getMostSignificantBits(), id.getLeastSignificantBits(), since);
    }
}
