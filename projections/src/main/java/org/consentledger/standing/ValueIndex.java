package org.consentledger.standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.consentledger.feed.Follower;
import org.consentledger.identity.DataKey;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.Person;
import org.consentledger.identity.PersonReference;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.Sealed;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.LedgerReader;
import org.consentledger.write.Identification;

/**
 * From a value to the contact points that hold it: in this node's memory alone, read from what only living persons' keys open,
 * and forgetting whoever is erased.
 */
public final class ValueIndex implements Follower {
    /* Keyed by what suppression knows a match key by, so that one index serves both the question by value and an erasure that
     * suppresses values other persons hold too. */

    private static final int LOAD_FACTS = 5_000;

    private final Persons persons;
    private final Values values;
    private final Map<Hash, Set<Holder>> holders = new ConcurrentHashMap<>();
    private final Map<PersonId, Set<Hash>> hashes = new ConcurrentHashMap<>();

    /** A contact point with the place of one collection of it. */
    public record Holder(ContactPointId contactPoint, PersonId person, long collected) {}

    private record Hash(long first, long second, long third, long fourth) {
        static Hash of(SuppressionKey key) {
            String hex = key.hex();
            return new Hash(
                    HexFormat.fromHexDigitsToLong(hex, 0, 16),
                    HexFormat.fromHexDigitsToLong(hex, 16, 32),
                    HexFormat.fromHexDigitsToLong(hex, 32, 48),
                    HexFormat.fromHexDigitsToLong(hex, 48, 64));
        }
    }

    public ValueIndex(Persons persons, Values values) {
        this.persons = persons;
        this.values = values;
    }

    /** Reads every collection up to the ledger's head; the place it has come to. */
    public long load(LedgerReader reader) {
        long head = reader.head().size();
        var batch = new ArrayList<Recorded>();
        reader.readCollections(0, head, row -> {
            batch.add(reader.decode(row));
            if (batch.size() == LOAD_FACTS) {
                follow(batch);
                batch.clear();
            }
        });
        follow(batch);
        return head;
    }

    @Override
    public void follow(List<Recorded> facts) {
        opened(facts).forEach((recorded, keys) -> {
            var collected = (Fact.ContactPointCollected) recorded.fact();
            var holder = new Holder(collected.contactPoint(), collected.person(), recorded.place());
            for (SuppressionKey key : keys) {
                Hash hash = Hash.of(key);
                holders.computeIfAbsent(hash, _ -> ConcurrentHashMap.newKeySet())
                        .add(holder);
                hashes.computeIfAbsent(holder.person(), _ -> ConcurrentHashMap.newKeySet())
                        .add(hash);
            }
        });
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erased) {
                forget(erased.person());
            }
        }
    }

    private void forget(PersonId person) {
        persons.forget(person);
        Set<Hash> held = hashes.remove(person);
        if (held != null) {
            for (Hash hash : held) {
                holders.computeIfPresent(hash, (_, all) -> {
                    all.removeIf(holder -> holder.person().equals(person));
                    return all.isEmpty() ? null : all;
                });
            }
        }
    }

    /** Every collection of a contact point that shares a match key with {@code value}. */
    public Set<Holder> holders(KnownValue value) {
        return values.suppressionKeys(value).stream()
                .flatMap(key -> holders(key).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every collection of a contact point that suppression knows by {@code key}. */
    Set<Holder> holders(SuppressionKey key) {
        return Set.copyOf(holders.getOrDefault(Hash.of(key), Set.of()));
    }

    /** Which keys suppression knows the collections among {@code facts} by; those of erased persons are left out. */
    Map<Recorded, Set<SuppressionKey>> opened(List<Recorded> facts) {
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
}
