package org.consentledger.law;

/** What a person's word (or the organisation's, for {@code REVOKED} and {@code INVALIDATED}) says about a purpose. */
public enum ConsentStatus implements Word {
    GIVEN,
    RENEWED,
    REFUSED,
    WITHDRAWN,
    OBJECTED,
    REVOKED,
    INVALIDATED;

    /** Whether the word is positive. */
    public boolean positive() {
        return this == GIVEN || this == RENEWED;
    }
}
