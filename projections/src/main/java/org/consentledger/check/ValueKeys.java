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
    Map<Recorded, Keys> of(List<Recorded> facts);

    /** The profiles that values are found by: with others, other keys. */
    String profiles();

    /** Drops what is held of a person, once the person's erasure is learned of. */
    void forget(PersonId person);

    /**
     * The keys of one collected value.
     *
     * @param plain whether it was collected in plain text
     * @param sealed those of the match keys that the value had when it was collected: what the law reads, the same for ever
     * @param found by which profiles each key finds the value today, those installed since among them
     */
    record Keys(boolean plain, Set<SuppressionKey> sealed, Map<SuppressionKey, Long> found) {
        /** How a key finds the value; by no profile where it does not. */
        public FoundBy foundBy(SuppressionKey key) {
            return new FoundBy(plain, found.getOrDefault(key, 0L), sealed.contains(key));
        }
    }
}
