package org.consentledger.law;

import java.util.UUID;

/** The one written form of a UUID: 36 characters, lower or upper case, as RFC 9562 lays it out. */
public final class Ids {
    private Ids() {}

    /** Reads a UUID strictly; {@link UUID#fromString} alone would accept shortened groups. */
    public static UUID uuid(String field, String text) {
        if (!isUuid(text)) {
            throw new Illegal(field, "must be a UUID of 36 characters");
        }
        return UUID.fromString(text);
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
                return false;
            }
        }
        return true;
    }
}
