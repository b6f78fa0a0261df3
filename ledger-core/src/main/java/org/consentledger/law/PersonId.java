package org.consentledger.law;

import java.util.UUID;

/**
 * A person's surrogate, drawn at random, written {@code p-<uuid>}; {@code u-<uuid>} for the unknown person that the
 * ledger makes for a value whose holder nobody knows.
 */
public record PersonId(UUID value, boolean unknown) {
    /** Reads the written form. */
    public static PersonId parse(String text) {
        if (!text.startsWith("p-") && !text.startsWith("u-")) {
            throw new Illegal("person", "must be a surrogate of the form p-<uuid> or u-<uuid>");
        }
        return new PersonId(Ids.uuid("person", text.substring(2)), text.charAt(0) == 'u');
    }

    @Override
    public String toString() {
        return (unknown ? "u-" : "p-") + value;
    }
}
