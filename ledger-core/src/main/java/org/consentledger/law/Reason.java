package org.consentledger.law;

/** Why a verdict is what it is, in the order of precedence of the law's section 6. */
public enum Reason {
    NO_RECORD(0, false),
    NOT_COLLECTED(0, false),
    ERASED(1, false),
    SENTINEL(1, false),
    SUPPRESSED(1, false),
    REMOVED(2, false),
    RULE(3, false),
    PURPOSE_NOT_ASSIGNED(4, false),
    PURPOSE_REVOKED(4, false),
    CONSENT(5, true),
    CONSENT_MISSING(5, false),
    CONSENT_NEGATIVE(5, false),
    CONSENT_EXPIRED(5, false),
    OBJECTED(5, false),
    BASIS(5, true);

    private final int line;
    private final boolean permitted;

    Reason(int line, boolean permitted) {
        this.line = line;
        this.permitted = permitted;
    }

    /** The line of the law's table, 1 to 5; 0 where no collection counts at all. */
    public int line() {
        return line;
    }

    /** Whether this reason permits. Whatever is not permitted is refused: there is no third verdict. */
    public boolean permitted() {
        return permitted;
    }

    /** Whether the refusal says only that the ledger holds no evidence. */
    public boolean withoutEvidence() {
        return this == NO_RECORD || this == NOT_COLLECTED;
    }
}
