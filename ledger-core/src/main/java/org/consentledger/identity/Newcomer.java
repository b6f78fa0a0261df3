package org.consentledger.identity;

import org.consentledger.law.PersonId;

/**
 * Somebody named for the first time: drawn in memory, and put into the directory with the first fact that names them. Where that
 * fact is refused nothing of them is stored.
 */
public final class Newcomer {
    private final Lookup lookup;
    private final PersonRow row;
    private final DataKey key;
    private volatile boolean arrived;

    Newcomer(Lookup lookup, PersonRow row, DataKey key) {
        this.lookup = lookup;
        this.row = row;
        this.key = key;
    }

    Lookup lookup() {
        return lookup;
    }

    PersonId id() {
        return row.id;
    }

    DataKey key() {
        return key;
    }

    PersonRow row() {
        return row;
    }

    Person person() {
        return new Person(row.id, key, this);
    }

    /** Whether the person is known to be in the directory. */
    boolean hasArrived() {
        return arrived;
    }

    void arrived() {
        arrived = true;
    }
}
