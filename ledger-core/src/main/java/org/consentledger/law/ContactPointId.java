package org.consentledger.law;

import java.util.UUID;

/** One contact point: an e-mail address or phone number as held for one person. A keyed hash that tells nothing of the value. */
public record ContactPointId(UUID value) {
    /** Reads the written form, a UUID. */
    public static ContactPointId parse(String text) {
        return new ContactPointId(Ids.uuid("contactPoint", text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
