package org.consentledger.identity;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;

/** Makes of hashes, given under one profile, what an index finds them by, one after the other. For one thread. */
public final class HashKeys {
    private final Mac matchKeys;
    private final Mac suppression;
    private final long profiles;
    private final byte[] key = new byte[Hmac.LENGTH];

    HashKeys(Hmac matchKeys, Hmac suppression, long profiles) {
        this.matchKeys = matchKeys.forOneThread();
        this.suppression = suppression.forOneThread();
        this.profiles = profiles;
    }

    /** The profiles that make the same of every value of the channel, as {@link Profiles} writes sets of them. */
    public long profiles() {
        return profiles;
    }

    /** The first 64 bits of what suppression knows the value by whose hash are the 32 bytes from {@code from} on. */
    public long key(byte[] hashes, int from) {
        try {
            matchKeys.update(hashes, from, Sha256.LENGTH);
            matchKeys.doFinal(key, 0);
            suppression.update(key, 0, MatchKey.LENGTH);
            suppression.doFinal(key, 0);
            return Bytes.longAt(key, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key has no room for its hash", e);
        }
    }

    /** Tells nothing of the secrets. */
    @Override
    public String toString() {
        return "HashKeys[hidden]";
    }
}
