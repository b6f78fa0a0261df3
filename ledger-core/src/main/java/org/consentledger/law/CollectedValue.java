package org.consentledger.law;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact point's value as a fact carries it: what can be compared, and what only its person's key can open.
 *
 * @param profile the profile of the hash that was given, or of the contact point's identity where plain text was given
 * @param tags one for each match key; never empty for a fact that was ever readable
 * @param sealed the value and its match keys under the person's data key; null where the fact was accepted without its value
 * @param suppressionKeys what suppression would know the value by. Never stored: the reader fills it in while the
 *     person's key lives, and from the erasure's own record afterwards. Empty where nobody asked for it.
 */
public record CollectedValue(
        String profile, Set<ValueTag> tags, @Nullable Sealed sealed, Set<SuppressionKey> suppressionKeys) {
    public CollectedValue {
        Text.word("value.profile", profile);
        tags = Set.copyOf(tags);
        suppressionKeys = Set.copyOf(suppressionKeys);
    }
}
