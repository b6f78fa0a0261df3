package org.consentledger.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.identity.Profiles;
import org.consentledger.law.Fact;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;

/** Every value is known by the keys that stand in its fact. */
public final class GivenKeys implements ValueKeys {
    @Override
    public Map<Recorded, Keys> of(List<Recorded> facts) {
        Map<Recorded, Keys> keys = new HashMap<>();
        for (Recorded recorded : facts) {
            if (recorded.fact() instanceof Fact.ContactPointCollected collected) {
                Set<SuppressionKey> own = collected.value().suppressionKeys();
                Map<SuppressionKey, Long> found = new HashMap<>();
                own.forEach(key -> found.put(key, Profiles.IDENTITY_BIT));
                keys.put(recorded, new Keys(true, own, found));
            }
        }
        return keys;
    }

    @Override
    public String profiles() {
        return Profiles.IDENTITY;
    }

    @Override
    public void forget(PersonId person) {
        // They stand in the facts: no test that reads them asks for the values of the erased.
    }
}
