package org.consentledger.identity;

import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A person of the directory.
 *
 * @param key the person's data key; null once the person is erased
 */
public record Person(PersonId id, @Nullable DataKey key) {
    /** Whether the person's key is destroyed. */
    public boolean erased() {
        return key == null;
    }
}
