package org.consentledger.write;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.Values;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.consentledger.store.Judged;
import org.consentledger.store.LedgerReader;

/** What an erasure has to read from a person's values while their key still opens them. */
final class Erasures {
    private final Values values;
    private final LedgerReader reader;

    Erasures(Values values, LedgerReader reader) {
        this.values = values;
        this.reader = reader;
    }

    /** An erasure, and what was read for it. */
    record Prepared(Fact.PersonErased fact, Judged judged) {}

    Prepared prepare(PersonId person, DataKey key, boolean suppression) {
        long place = reader.head().size();
        Set<Long> retracted = reader.retractedCollectionsOf(person);
        Map<ValueTag, SuppressionKey> kept = new HashMap<>();
        Set<SuppressionKey> known = new HashSet<>();
        Set<SuppressionKey> suppressed = new HashSet<>();
        for (Recorded recorded : reader.collectionsOf(List.of(person))) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Sealed sealed = collected.value().sealed();
                if (sealed != null) {
                    var value = values.open(key, sealed, Identification.boundTo(recorded.id()));
                    kept.putAll(values.suppressionKeysByTag(key, value));
                    // What is suppressed from here on goes by today's profiles, what was before by those of then.
                    Set<SuppressionKey> keys = values.suppressionKeys(values.renewed(value));
                    known.addAll(keys);
                    // Collected for this person by mistake, it is somebody else's, whom nobody asked.
                    if (suppression && !retracted.contains(recorded.place())) {
                        suppressed.addAll(keys);
                    }
                }
            }
        }
        kept.values().retainAll(known.isEmpty() ? Set.of() : reader.suppressed(known));
        var fact = new Fact.PersonErased(person, suppression, suppressed, kept);
        return new Prepared(fact, new Judged.Erasure(place, known, retracted.size()));
    }
}
