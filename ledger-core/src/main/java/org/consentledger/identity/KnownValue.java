package org.consentledger.identity;

import java.util.Map;
import java.util.Set;
import org.consentledger.law.Channel;

/**
 * A value as the ledger knows it. Never printed.
 *
 * @param given what it was read from
 * @param identity the SHA-256 that makes it this value and no other, under {@link #profile()}
 * @param matchKeys what it is found by, one for each profile: for plain text all that were installed when it was read,
 *     for a hash its own
 */
public record KnownValue(GivenValue given, Sha256 identity, Map<String, MatchKey> matchKeys) {
    public KnownValue {
        matchKeys = Map.copyOf(matchKeys);
    }

    /** The kind of contact point. */
    public Channel channel() {
        return given.channel();
    }

    /** The profile of the identity: a hash under another one is another value, though they share a match key. */
    public String profile() {
        return given.profile();
    }

    /** The distinct match keys; profiles that agree on the normal form share one. */
    public Set<MatchKey> distinctMatchKeys() {
        return Set.copyOf(matchKeys.values());
    }

    /** Tells the channel, nothing of the value. */
    @Override
    public String toString() {
        return "KnownValue[" + channel().word() + ", hidden]";
    }
}
