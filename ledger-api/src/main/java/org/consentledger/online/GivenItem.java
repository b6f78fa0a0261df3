package org.consentledger.online;

import org.jspecify.annotations.Nullable;

/**
 * One thing asked about as somebody wrote it; nothing of it is checked yet. Never printed.
 *
 * @param mistaken what is wrong with the item's form alone; null where it can be read
 */
record GivenItem(
        @Nullable String sha256,
        @Nullable String plain,
        @Nullable String contactPoint,
        @Nullable String channel,
        @Nullable String region,
        @Nullable String profile,
        CheckItem.@Nullable Wrong mistaken) {
    static GivenItem mistaken(String field, String rule) {
        return new GivenItem(null, null, null, null, null, null, new CheckItem.Wrong(field, rule));
    }

    /** Tells nothing of what was given. */
    @Override
    public String toString() {
        return "GivenItem[hidden]";
    }
}
