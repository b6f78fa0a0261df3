package org.consentledger.access;

import org.jspecify.annotations.Nullable;

/** Tells who asks from what a request carries. */
public final class Callers {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_LENGTH = 8_192;

    private final ApiKeys keys;
    private final @Nullable TokenCallers tokens;

    Callers(ApiKeys keys, @Nullable TokenCallers tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    /**
     * Who sent a request with that header {@code Authorization}; null where that is nobody.
     *
     * @throws AccessUnavailable where that cannot be told
     */
    @Nullable
    Caller find(@Nullable String header) {
        if (header == null
                || header.length() > MAX_LENGTH
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String credential = header.substring(SCHEME.length()).strip();
        if (credential.startsWith(ApiKeys.PREFIX)) {
            return keys.find(credential);
        }
        return tokens == null ? null : tokens.find(credential);
    }
}
