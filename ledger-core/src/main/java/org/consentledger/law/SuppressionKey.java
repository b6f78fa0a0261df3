package org.consentledger.law;

import java.util.regex.Pattern;

/** The keyed hash, under a secret of its own, that keeps a suppressed value recognisable: 64 lower-case hex digits. */
public record SuppressionKey(String hex) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public SuppressionKey {
        if (!HEX.matcher(hex).matches()) {
            throw new Illegal("suppressed", "must be 64 lower-case hexadecimal digits");
        }
    }
}
