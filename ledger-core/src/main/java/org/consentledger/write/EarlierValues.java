package org.consentledger.write;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.MatchKey;
import org.consentledger.identity.Person;
import org.consentledger.identity.Values;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.store.LedgerReader;

/**
 * What persons gave in plain text before a profile was installed. The tags of those facts know nothing of that profile and
 * never change: so a later fact about a value that is one with an earlier one by that profile takes over the earlier one's own
 * match key, and with it its tag, by which the law finds the two together.
 */
final class EarlierValues {
    private final Values values;
    private final LedgerReader reader;
    private final boolean any;

    EarlierValues(Values values, LedgerReader reader, long fewerProfiles) {
        this.values = values;
        this.reader = reader;
        this.any = fewerProfiles > 0;
    }

    /**
     * Those of the living among {@code persons}, as they were sealed. Nothing is read where every fact was recorded under
     * today's profiles.
     */
    Map<PersonId, List<KnownValue>> of(Collection<Person> persons) {
        Map<PersonId, DataKey> keys = new HashMap<>();
        for (Person person : persons) {
            DataKey key = person.key();
            // An unknown person has one value, and never another.
            if (any && key != null && !person.id().unknown()) {
                keys.put(person.id(), key);
            }
        }
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<PersonId, List<KnownValue>> earlier = new HashMap<>();
        for (Recorded recorded : reader.collectionsOf(keys.keySet())) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Sealed sealed = collected.value().sealed();
                DataKey key = keys.get(collected.person());
                if (sealed != null && key != null) {
                    KnownValue value = values.open(key, sealed, Identification.boundTo(recorded.id()));
                    if (value.given().plain() != null && !values.isOfToday(value)) {
                        earlier.computeIfAbsent(collected.person(), _ -> new ArrayList<>())
                                .add(value);
                    }
                }
            }
        }
        return earlier;
    }

    /** {@code value} with the match keys taken over from what its person gave earlier. */
    KnownValue joined(KnownValue value, List<KnownValue> earlier) {
        Set<MatchKey> own = value.matchKeys();
        KnownValue joined = value;
        for (KnownValue one : earlier) {
            boolean sharesATag = !Collections.disjoint(own, one.matchKeys());
            if (!sharesATag && !Collections.disjoint(own, values.renewed(one).matchKeys())) {
                joined = values.joined(joined, one);
            }
        }
        return joined;
    }
}
