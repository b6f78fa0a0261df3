package org.consentledger.standing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.consentledger.check.LivingPersons;
import org.consentledger.check.ValueKeys;
import org.consentledger.feed.Follower;
import org.consentledger.identity.KnownValue;
import org.consentledger.identity.Persons;
import org.consentledger.identity.Values;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.LedgerReader;

/**
 * From a value to the contact points that hold it: in this node's memory alone, read from what only living persons' keys open,
 * and forgetting whoever is erased.
 */
public final class ValueIndex implements Follower {
    /* Keyed by what suppression knows a match key by, so that one index serves both the question by value and an erasure that
     * suppresses values other persons hold too. */

    private static final int LOAD_FACTS = 5_000;

    private final ValueKeys keys;
    private final Values values;
    private final Map<Hash, Set<Holder>> holders = new ConcurrentHashMap<>();
    private final Map<PersonId, Set<Hash>> hashes = new ConcurrentHashMap<>();
    private volatile Followed followed = new Followed(0, Map.of());

    /** How far the index has come, and what it read last: the views ask about the same facts next. */
    private record Followed(long place, Map<Recorded, Set<SuppressionKey>> last) {}

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
        this(new LivingPersons(persons, values), values);
    }

    ValueIndex(ValueKeys keys, Values values) {
        this.keys = keys;
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
        followed = new Followed(head, Map.of());
        return head;
    }

    @Override
    public void follow(List<Recorded> facts) {
        Map<Recorded, Set<SuppressionKey>> opened = keys.of(facts);
        opened.forEach((recorded, suppressionKeys) -> {
            var collected = (Fact.ContactPointCollected) recorded.fact();
            var holder = new Holder(collected.contactPoint(), collected.person(), recorded.place());
            for (SuppressionKey key : suppressionKeys) {
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
        if (!facts.isEmpty()) {
            followed = new Followed(facts.getLast().place(), opened);
        }
    }

    /** Every collection up to this place is in, but for those of persons erased. */
    long place() {
        return followed.place();
    }

    private void forget(PersonId person) {
        keys.forget(person);
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
        Map<Recorded, Set<SuppressionKey>> last = followed.last();
        Map<Recorded, Set<SuppressionKey>> opened = new HashMap<>();
        var others = new ArrayList<Recorded>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected) {
                Set<SuppressionKey> known = last.get(recorded);
                if (known == null) {
                    others.add(recorded);
                } else {
                    opened.put(recorded, known);
                }
            }
        }
        if (!others.isEmpty()) {
            opened.putAll(keys.of(others));
        }
        return opened;
    }
}
