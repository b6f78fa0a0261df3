package org.consentledger.check;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;

/** What suppression knows collected values by, as far as anybody can still read them. */
public interface ValueKeys {
    /** For each collection among {@code facts}; those of erased persons are left out. */
    Map<Recorded, Set<SuppressionKey>> of(List<Recorded> facts);

    /** Drops what is held of a person, once the person's erasure is learned of. */
    void forget(PersonId person);
}
