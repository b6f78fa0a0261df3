package org.consentledger.law;

import java.util.UUID;
import java.util.regex.Pattern;

/** The one written form of a UUID: 36 characters, lower or upper case, as RFC 9562 lays it out. */
public final class Ids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    /** Reads a UUID strictly; {@link UUID#fromString} alone would accept shortened groups. */
    public static UUID uuid(String field, String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new Illegal(field, "must be a UUID of 36 characters");
        }
        return UUID.fromString(text);
    }
}
