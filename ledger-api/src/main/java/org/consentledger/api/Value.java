package org.consentledger.api;

import org.consentledger.identity.GivenHash;
import org.consentledger.identity.GivenValue;
import org.consentledger.identity.Profiles;
import org.consentledger.identity.Sha256;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/** A value in plain text, or as the SHA-256 of its normal form under a profile. */
public record Value(
        Channel channel,
        @Nullable String plain,
        @Nullable String region,
        @Nullable String sha256,
        @Nullable String profile) {
    /** The value as it is read. */
    public GivenValue given() {
        String named = profile == null ? Profiles.IDENTITY : profile;
        if (sha256 != null && region != null) {
            throw new Illegal("value.region", "may stand only beside a plain value");
        }
        Sha256 hash =
                sha256 == null ? null : GivenHash.parse("value.sha256", sha256).hash();
        return new GivenValue(channel, plain, region, hash, named);
    }

    /** Tells nothing of the value. */
    @Override
    public String toString() {
        return "Value[hidden]";
    }
}
