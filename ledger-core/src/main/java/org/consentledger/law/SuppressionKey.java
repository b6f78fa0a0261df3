package org.consentledger.law;

/** The keyed hash, under a secret of its own, that keeps a suppressed value recognisable: 64 lower-case hex digits. */
public record SuppressionKey(String hex) {
    public SuppressionKey {
        if (!Text.isHash(hex)) {
            throw new Illegal("suppressed", "must be 64 lower-case hexadecimal digits");
        }
    }
}
