package org.consentledger.access;

import java.util.Set;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who asks.
 *
 * @param name who it is, as the issuer of the token or the holder's name of the key says: unique among callers
 * @param programmes the programmes that the caller is confined to; empty where to none
 * @param jurisdictions the jurisdictions that the caller is confined to; empty where to none
 * @param person who asks about themself; null for every role but that of a person
 */
public record Caller(
        String name,
        Role role,
        Set<String> programmes,
        Set<String> jurisdictions,
        @Nullable PersonId person) {
    /** Longest name. */
    static final int MAX_NAME = 200;

    public Caller {
        programmes = Set.copyOf(programmes);
        jurisdictions = Set.copyOf(jurisdictions);
        if (name.isBlank() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A caller has a name of one line.");
        }
        if ((role == Role.PERSON) != (person != null)) {
            throw new IllegalArgumentException("A person, and nobody else, asks about themself.");
        }
    }

    /**
     * Whoever sent the request that this thread answers.
     *
     * @throws IllegalStateException where that is nobody: then nothing is answered
     */
    public static Caller current() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof KnownCaller known) {
            return known.getPrincipal();
        }
        throw new IllegalStateException("a request is answered without a caller");
    }

    /** Whether the caller may ask about, or report from, {@code programme}; null where none is named. */
    public boolean reachesProgramme(@Nullable String programme) {
        return programmes.isEmpty() || (programme != null && programmes.contains(programme));
    }

    /** Whether the caller may ask about, or report from, {@code jurisdiction}; null where none is named. */
    public boolean reachesJurisdiction(@Nullable String jurisdiction) {
        return jurisdictions.isEmpty() || (jurisdiction != null && jurisdictions.contains(jurisdiction));
    }

    /** Whether the caller is confined to some programmes or jurisdictions. */
    public boolean confined() {
        return !programmes.isEmpty() || !jurisdictions.isEmpty();
    }
}
