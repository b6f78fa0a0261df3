package org.consentledger.census;

import org.consentledger.law.Reason;

/** How somebody stands to a purpose (the law's section 7). */
public enum Category {
    /** May be used. */
    PERMITTED,
    /** Refused because nothing was said, and no notice that discloses the purpose was served. */
    NEVER_ASKED,
    ERASED,
    SENTINEL,
    SUPPRESSED,
    REMOVED,
    RULE,
    PURPOSE_NOT_ASSIGNED,
    PURPOSE_REVOKED,
    CONSENT_MISSING,
    CONSENT_NEGATIVE,
    CONSENT_EXPIRED,
    OBJECTED;

    /** Of a verdict that rests on a collection. */
    static Category of(Reason reason) {
        return switch (reason) {
            case CONSENT, BASIS -> PERMITTED;
            case ERASED -> ERASED;
            case SENTINEL -> SENTINEL;
            case SUPPRESSED -> SUPPRESSED;
            case REMOVED -> REMOVED;
            case RULE -> RULE;
            case PURPOSE_NOT_ASSIGNED -> PURPOSE_NOT_ASSIGNED;
            case PURPOSE_REVOKED -> PURPOSE_REVOKED;
            case CONSENT_MISSING -> CONSENT_MISSING;
            case CONSENT_NEGATIVE -> CONSENT_NEGATIVE;
            case CONSENT_EXPIRED -> CONSENT_EXPIRED;
            case OBJECTED -> OBJECTED;
            case NO_RECORD, NOT_COLLECTED ->
                throw new IllegalArgumentException("a census counts what was collected alone");
        };
    }

    /** Whether it stands for a refusal, with the law's reason of its name. */
    public boolean isReason() {
        return this != PERMITTED && this != NEVER_ASKED;
    }
}
