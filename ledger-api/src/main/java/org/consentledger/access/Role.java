package org.consentledger.access;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a caller is to the ledger. A key or token has one role: who is two things asks with two of them. */
public enum Role {
    /** A product that records what it collected and what people said. */
    RECORDER,
    /** A product whose past is brought in: it may assert when something was known. */
    IMPORTER,
    /** An ad system: may these be matched, now? */
    MATCHER,
    /** Who investigates, at any coordinates, with reasons and histories. */
    INVESTIGATOR,
    /** Who watches from outside: reads what an investigator reads, and who asked; changes nothing. */
    REGULATOR,
    /** One person, about themself. */
    PERSON,
    /** Who sees to policies, notices, erasures, retractions, and keys. */
    STEWARD;

    /** The role in a token or on a command line, in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word; null where there is none. */
    public static @Nullable Role of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return role;
            }
        }
        return null;
    }
}
