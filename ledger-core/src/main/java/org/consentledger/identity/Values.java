package org.consentledger.identity;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.Sealed;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;

/** Reads given values, seals them for facts and opens them again. Safe for any number of threads. */
public final class Values {
    private final Profiles profiles;
    private final Installation installation;

    /** Values under the profiles and the secrets of one installation. */
    public Values(Profiles profiles, Installation installation) {
        this.profiles = profiles;
        this.installation = installation;
    }

    /**
     * The value with its identity and its match keys.
     *
     * @throws org.consentledger.law.Illegal where the profile is not installed, or the text is certainly no such value
     */
    public KnownValue read(GivenValue given) {
        String plain = given.plain();
        Sha256 sha256 = given.sha256();
        if (plain != null) {
            return readPlain(given, plain);
        }
        if (sha256 != null) {
            profiles.get(given.profile());
            return new KnownValue(given, sha256, Map.of(given.profile(), installation.matchKey(sha256)));
        }
        throw new IllegalStateException("A given value is neither plain nor a hash.");
    }

    private KnownValue readPlain(GivenValue given, String plain) {
        Map<String, Sha256> hashes = new HashMap<>();
        Map<String, MatchKey> matchKeys = new HashMap<>();
        for (Profile profile : profiles.all()) {
            String normalForm = profile.normalForm(given.channel(), plain, given.region());
            Sha256 sha256 = Sha256.ofText(normalForm);
            hashes.put(profile.name(), sha256);
            matchKeys.put(profile.name(), installation.matchKey(sha256));
        }
        return new KnownValue(given, requireNonNull(hashes.get(given.profile())), matchKeys);
    }

    /** The value as a fact carries it, sealed for the person of {@code key} and bound to {@code boundTo}. */
    public CollectedValue seal(DataKey key, KnownValue value, byte[] boundTo) {
        Sealed sealed = key.seal(SealedForm.write(value), boundTo);
        return new CollectedValue(value.profile(), tags(key, value), sealed, Set.of());
    }

    /** What tells whether two of the person's values share a match key; one for each distinct match key. */
    public Set<ValueTag> tags(DataKey key, KnownValue value) {
        return value.distinctMatchKeys().stream().map(key::tag).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The value as it was known when it was sealed, its match keys included; {@link #read} of its given value finds it
     * by the profiles installed since.
     *
     * @throws NotOpened where it was sealed for another person, bound to something else, or damaged
     */
    public KnownValue open(DataKey key, Sealed sealed, byte[] boundTo) {
        return SealedForm.read(key.open(sealed, boundTo));
    }

    /** What suppression knows the value by, each under the tag that the same match key has among the person's values. */
    public Map<ValueTag, SuppressionKey> suppressionKeysByTag(DataKey key, KnownValue value) {
        return value.distinctMatchKeys().stream()
                .collect(Collectors.toUnmodifiableMap(key::tag, installation::suppressionKey));
    }

    /** What suppression knows the value by; one for each distinct match key. */
    public Set<SuppressionKey> suppressionKeys(KnownValue value) {
        return value.distinctMatchKeys().stream()
                .map(installation::suppressionKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
