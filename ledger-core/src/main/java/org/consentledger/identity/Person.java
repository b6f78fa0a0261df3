package org.consentledger.identity;

import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * A person of the directory, or one who comes into it with the first fact.
 *
 * @param key the person's data key; null once the person is erased
 * @param newcomer what puts the person into the directory; null for a person who is there
 */
public record Person(
        PersonId id, @Nullable DataKey key, @Nullable Newcomer newcomer) {
    static Person known(PersonId id, @Nullable DataKey key) {
        return new Person(id, key, null);
    }

    /** Whether the person's key is destroyed. */
    public boolean erased() {
        return key == null;
    }
}
