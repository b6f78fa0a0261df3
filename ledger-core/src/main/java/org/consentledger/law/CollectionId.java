package org.consentledger.law;

import java.util.UUID;

/** One act of obtaining a contact point. */
public record CollectionId(UUID value) {
    /** Reads the written form, a UUID. */
    public static CollectionId parse(String text) {
        return new CollectionId(Ids.uuid("collection", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
