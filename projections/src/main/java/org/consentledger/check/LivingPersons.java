package org.consentledger.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.MatchKey;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.ProfiledKey;
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
    public Map<Recorded, Keys> of(List<Recorded> facts) {
        Map<Recorded, Keys> opened = new HashMap<>();
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

    private Keys keys(FactId id, DataKey key, Sealed sealed) {
        KnownValue opened = values.open(key, sealed, Identification.boundTo(id));
        KnownValue renewed = values.renewed(opened);
        Set<MatchKey> then = opened.matchKeys();
        Set<SuppressionKey> ofThen = new HashSet<>();
        Map<SuppressionKey, Long> found = new HashMap<>();
        for (ProfiledKey one : renewed.keys()) {
            SuppressionKey suppression = values.suppressionKey(one.key());
            found.put(suppression, one.profiles());
            if (then.contains(one.key())) {
                ofThen.add(suppression);
            }
        }
        return new Keys(opened.given().plain() != null, ofThen, found);
    }

    @Override
    public String profiles() {
        return String.join(" ", values.profiles().names());
    }

    @Override
    public void forget(PersonId person) {
        persons.forget(person);
    }
}
