package org.consentledger.check;

import org.consentledger.identity.Profiles;

/**
 * By which profiles a key finds a collected value.
 *
 * @param plain whether the value was collected in plain text
 * @param profiles a set as {@link Profiles} writes it; none where the key says only what shares a tag
 * @param sealed whether suppression knows the value by the key as well: it had the key when it was collected
 */
public record FoundBy(boolean plain, long profiles, boolean sealed) {
    /**
     * Whether whoever asks by the same key under {@code asked} means this value. Two plain values are one by the identity alone,
     * though another profile may make the same of both.
     */
    public boolean meets(boolean askedPlain, long asked) {
        long decisive = plain && askedPlain ? Profiles.IDENTITY_BIT : -1;
        return (profiles & asked & decisive) != 0;
    }
}
