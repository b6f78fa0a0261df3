package org.consentledger.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.Illegal;
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

    /** The installed profiles. */
    public Profiles profiles() {
        return profiles;
    }

    /**
     * The value with its identity and its match keys.
     *
     * @throws Illegal where the profile is not installed, or the text is certainly no such value
     */
    public KnownValue read(GivenValue given) {
        Sha256 sha256 = given.sha256();
        if (sha256 == null) {
            List<ProfiledHash> hashes = profiles.keysOf(given);
            return new KnownValue(given, hashes.getFirst().hash(), keys(hashes), profiles.set());
        }
        profiles.get(given.profile());
        long found = profiles.sameRule(given.channel(), given.profile());
        var key = new ProfiledKey(installation.matchKey(sha256), found);
        return new KnownValue(given, sha256, List.of(key), profiles.set());
    }

    /**
     * What makes keys of the hashes of a list.
     *
     * @throws Illegal where the profile is not installed
     */
    public HashKeys hashKeys(Channel channel, String profile) {
        profiles.get(profile);
        return installation.hashKeys(profiles.sameRule(channel, profile));
    }

    private List<ProfiledKey> keys(List<ProfiledHash> hashes) {
        var keys = new ArrayList<ProfiledKey>(hashes.size());
        for (ProfiledHash hash : hashes) {
            keys.add(new ProfiledKey(installation.matchKey(hash.hash()), hash.profiles()));
        }
        return keys;
    }

    /** The value as a fact carries it, sealed for the person of {@code key} and bound to {@code boundTo}. */
    public CollectedValue seal(DataKey key, KnownValue value, byte[] boundTo) {
        Sealed sealed = key.seal(SealedForm.write(value, profiles), boundTo);
        return new CollectedValue(value.profile(), tags(key, value), sealed, Set.of());
    }

    /** What tells whether two of the person's values share a match key; one for each match key. */
    public Set<ValueTag> tags(DataKey key, KnownValue value) {
        return value.keys().stream().map(one -> key.tag(one.key())).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The value as it was known when it was sealed, with the match keys it had then: what the law reads.
     *
     * @throws NotOpened where it was sealed for another person, bound to something else, or damaged
     */
    public KnownValue open(DataKey key, Sealed sealed, byte[] boundTo) {
        return SealedForm.read(key.open(sealed, boundTo), profiles);
    }

    /** Whether every profile that is installed had been when the value was read. */
    public boolean isOfToday(KnownValue opened) {
        return (profiles.set() & ~opened.profiles()) == 0;
    }

    /**
     * An opened value with the match keys of profiles installed since it was sealed: what it is found by. Only plain text has
     * them; of a hash nobody can make another one.
     */
    public KnownValue renewed(KnownValue opened) {
        long since = profiles.set() & ~opened.profiles();
        if (since == 0 || opened.given().sha256() != null) {
            return opened;
        }
        try {
            return new KnownValue(
                    opened.given(),
                    opened.identity(),
                    merged(opened.keys(), keys(profiles.keysOf(opened.given(), since))),
                    profiles.set());
        } catch (Illegal _) {
            // Numbering plans change: what was a number when it was sealed may be none today, and keeps what it had.
            return opened;
        }
    }

    private static List<ProfiledKey> merged(List<ProfiledKey> keys, List<ProfiledKey> more) {
        var merged = new ArrayList<>(keys);
        for (ProfiledKey one : more) {
            int i = 0;
            while (i < merged.size() && !merged.get(i).key().equals(one.key())) {
                i++;
            }
            if (i == merged.size()) {
                merged.add(one);
            } else {
                merged.set(i, new ProfiledKey(one.key(), merged.get(i).profiles() | one.profiles()));
            }
        }
        return merged;
    }

    /**
     * {@code value} with the match key of an earlier value's identity, under which it is not found: so that the facts of both
     * share a tag, though the earlier one's were recorded before the profile was installed by which they are one.
     */
    public KnownValue joined(KnownValue value, KnownValue earlier) {
        var identity = new ProfiledKey(installation.matchKey(earlier.identity()), 0);
        return new KnownValue(
                value.given(), value.identity(), merged(value.keys(), List.of(identity)), value.profiles());
    }

    /** What suppression knows the value by, each under the tag that the same match key has among the person's values. */
    public Map<ValueTag, SuppressionKey> suppressionKeysByTag(DataKey key, KnownValue value) {
        return value.matchKeys().stream().collect(Collectors.toUnmodifiableMap(key::tag, installation::suppressionKey));
    }

    /** What suppression knows the value by; one for each match key. */
    public Set<SuppressionKey> suppressionKeys(KnownValue value) {
        return value.keys().stream()
                .map(one -> installation.suppressionKey(one.key()))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What suppression knows a match key by. */
    public SuppressionKey suppressionKey(MatchKey key) {
        return installation.suppressionKey(key);
    }
}
