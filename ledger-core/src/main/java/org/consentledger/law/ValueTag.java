package org.consentledger.law;

import java.util.UUID;

/** A match key as seen by one person's key: tells whether two contact points of that person share a match key, and nothing else; it outlives the value. */
public record ValueTag(UUID value) {
    /** Reads the written form, a UUID. */
    public static ValueTag parse(String text) {
        return new ValueTag(Ids.uuid("tags", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
