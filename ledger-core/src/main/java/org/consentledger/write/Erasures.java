package org.consentledger.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.Proposal;

/** What an erasure has to read from a person's values while their key still opens them. */
final class Erasures {
    private final Values values;
    private final LedgerReader reader;

    Erasures(Values values, LedgerReader reader) {
        this.values = values;
        this.reader = reader;
    }

    /** An erasure, and what was read for it. */
    record Prepared(Fact.PersonErased fact, Proposal.Judged judged) {}

    Prepared prepare(PersonId person, DataKey key, boolean suppression) {
        long place = reader.head().size();
        Map<ContactPointId, Set<SuppressionKey>> all = new HashMap<>();
        List<Recorded> collections = reader.at(reader.collectionsOf(person.value()));
        for (Recorded recorded : collections) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Sealed sealed = collected.value().sealed();
                if (sealed != null) {
                    var value = values.open(key, sealed, Identification.boundTo(recorded.id()));
                    all.computeIfAbsent(collected.contactPoint(), _ -> new HashSet<>())
                            .addAll(values.suppressionKeys(value));
                }
            }
        }
        Set<SuppressionKey> keys = new HashSet<>();
        all.values().forEach(keys::addAll);
        Set<SuppressionKey> suppressedAlready = keys.isEmpty() ? Set.of() : reader.suppressed(keys);
        var fact =
                new Fact.PersonErased(person, suppression, suppression ? keys : Set.of(), kept(all, suppressedAlready));
        return new Prepared(fact, new Proposal.Judged(place, keys));
    }

    private static Map<ContactPointId, Set<SuppressionKey>> kept(
            Map<ContactPointId, Set<SuppressionKey>> all, Set<SuppressionKey> suppressedAlready) {
        Map<ContactPointId, Set<SuppressionKey>> kept = new HashMap<>();
        all.forEach((contactPoint, keys) -> {
            var those = new HashSet<>(keys);
            those.retainAll(suppressedAlready);
            if (!those.isEmpty()) {
                kept.put(contactPoint, Set.copyOf(those));
            }
        });
        return kept;
    }
}
