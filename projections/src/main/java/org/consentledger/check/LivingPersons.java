package org.consentledger.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.SuppressionKey;
import org.consentledger.write.Identification;

/** Reads values with their persons' keys, as long as these live. */
public final class LivingPersons implements ValueKeys {
    private final Persons persons;
    private final Values values;

    /** The values of the persons in the directory, read with {@code values}. */
    public LivingPersons(Persons persons, Values values) {
        this.persons = persons;
        this.values = values;
    }

    @Override
    public Map<Recorded, Set<SuppressionKey>> of(List<Recorded> facts) {
        Map<Recorded, Set<SuppressionKey>> opened = new HashMap<>();
        Map<PersonReference, Person> known = persons.find(facts.stream()
                .filter(recorded -> recorded.fact() instanceof Fact.ContactPointCollected)
                .map(recorded -> ((Fact.ContactPointCollected) recorded.fact()).person())
                .distinct()
                .map(PersonReference.OfSurrogate::new)
                .toList());
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Person person = known.get(new PersonReference.OfSurrogate(collected.person()));
                DataKey key = person == null ? null : person.key();
                Sealed sealed = collected.value().sealed();
                if (key != null && sealed != null) {
                    opened.put(recorded, keys(recorded.id(), key, sealed));
                }
            }
        }
        return opened;
    }

    private Set<SuppressionKey> keys(FactId id, DataKey key, Sealed sealed) {
        return values.suppressionKeys(values.open(key, sealed, Identification.boundTo(id)));
    }

    @Override
    public void forget(PersonId person) {
        persons.forget(person);
    }
}
