package org.consentledger.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.identity.Profiles;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;

/**
 * The suppression keys that a generated history gives its values, whose ciphertext nothing opens. They are readable as real
 * ones are: until the person's erasure is in the directory, or a little longer where this node still holds the key.
 */
public final class HistoryKeys implements ValueKeys {
    private final Map<FactId, Set<SuppressionKey>> keys = new HashMap<>();
    private final Set<PersonId> erased = new HashSet<>();
    private final boolean heldInMemory;

    public HistoryKeys(List<Recorded> history, boolean heldInMemory) {
        this.heldInMemory = heldInMemory;
        for (Recorded recorded : history) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                keys.put(recorded.id(), collected.value().suppressionKeys());
            }
        }
    }

    /** The facts are on the ledger now. */
    public void appended(List<Recorded> facts) {
        if (!heldInMemory) {
            facts.stream()
                    .filter(recorded -> recorded.fact() instanceof Fact.PersonErased)
                    .forEach(recorded -> forget(((Fact.PersonErased) recorded.fact()).person()));
        }
    }

    @Override
    public Map<Recorded, Keys> of(List<Recorded> facts) {
        Map<Recorded, Keys> readable = new HashMap<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected
                    && !erased.contains(collected.person())) {
                Set<SuppressionKey> own = keys.getOrDefault(recorded.id(), Set.of());
                readable.put(
                        recorded,
                        new Keys(
                                true,
                                own,
                                own.stream().collect(Collectors.toMap(key -> key, _ -> Profiles.IDENTITY_BIT))));
            }
        }
        return readable;
    }

    @Override
    public String profiles() {
        return Profiles.IDENTITY;
    }

    @Override
    public void forget(PersonId person) {
        erased.add(person);
    }

    /** The facts as they can be read once all of them are recorded: of the erased only what their erasure kept is known. */
    public static List<Recorded> readable(List<Recorded> facts) {
        Map<PersonId, Fact.PersonErased> erasures = new HashMap<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.PersonErased erasure) {
                erasures.put(erasure.person(), erasure);
            }
        }
        return facts.stream().map(recorded -> readable(recorded, erasures)).toList();
    }

    private static Recorded readable(Recorded recorded, Map<PersonId, Fact.PersonErased> erasures) {
        if (!(recorded.fact() instanceof Fact.ContactPointCollected collected)) {
            return recorded;
        }
        Fact.PersonErased erasure = erasures.get(collected.person());
        return erasure == null
                ? recorded
                : with(recorded, erasure.kept(collected.value().tags()));
    }

    /** A collection as if {@code keys} were what suppression knows its value by. */
    public static Recorded with(Recorded recorded, Set<SuppressionKey> keys) {
        var collected = (Fact.ContactPointCollected) recorded.fact();
        CollectedValue value = collected.value();
        return recorded.with(collected.with(new CollectedValue(value.profile(), value.tags(), value.sealed(), keys)));
    }
}
