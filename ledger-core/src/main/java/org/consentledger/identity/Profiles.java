package org.consentledger.identity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.consentledger.law.Illegal;

/** The installed profiles, found by name. */
public final class Profiles {
    /** The profile under which a value given in plain text has its identity. */
    public static final String IDENTITY = "plain-1";

    private final SequencedMap<String, Profile> byName = new LinkedHashMap<>();

    private Profiles(List<Profile> profiles) {
        profiles.forEach(profile -> byName.put(profile.name(), profile));
    }

    /** Every profile of this version of the ledger. */
    public static Profiles installed() {
        return new Profiles(List.of(new Plain1(), new Digits1()));
    }

    /** The profile called {@code name}; the error lists the installed ones. */
    public Profile get(String name) {
        Profile profile = byName.get(name);
        if (profile == null) {
            throw new Illegal("value.profile", "must be one of: " + String.join(", ", byName.keySet()));
        }
        return profile;
    }

    /** All of them, the identity's first. */
    public List<Profile> all() {
        return List.copyOf(byName.values());
    }
}
