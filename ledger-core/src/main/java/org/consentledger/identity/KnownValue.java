package org.consentledger.identity;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.law.Channel;

/**
 * A value as the ledger knows it. Never printed.
 *
 * @param given what it was read from
 * @param identity the hash that makes it this value and no other, under {@link #profile()}
 * @param keys what it is found by, each match key once: for plain text by every profile that was installed when it was read,
 *     for a hash by its own and those of the same rule
 * @param profiles the installed profiles that had been installed when it was read, those that take no such value included
 */
public record KnownValue(GivenValue given, Sha256 identity, List<ProfiledKey> keys, long profiles) {
    public KnownValue {
        keys = List.copyOf(keys);
    }

    /** The kind of contact point. */
    public Channel channel() {
        return given.channel();
    }

    /** The profile of the identity: a hash under another one is another value, though they share a match key. */
    public String profile() {
        return given.profile();
    }

    /** The match keys alone. */
    public Set<MatchKey> matchKeys() {
        return keys.stream().map(ProfiledKey::key).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells the channel, nothing of the value. */
    @Override
    public String toString() {
        return "KnownValue[" + channel().word() + ", hidden]";
    }
}
