package org.consentledger.law;

/** What became of a use, judged as known at its own moment and as known now (the law's section 7). */
public enum UseClass {
    /** Permitted then and now. */
    LAWFUL,
    /** Refused on the record already then. */
    PREVENTABLE_BREACH,
    /** Forbidden by what was learned afterwards. */
    LATE_BREACH,
    /** Looked forbidden; later facts cleared it. */
    CLEARED,
    /** The ledger cannot say: neither a breach nor lawful. */
    UNPROVEN;

    /** The class of a use with these two verdicts. */
    public static UseClass of(Reason then, Reason now) {
        if (now.withoutEvidence()) {
            return UNPROVEN;
        }
        if (now.permitted()) {
            return then.permitted() ? LAWFUL : CLEARED;
        }
        return then.permitted() || then.withoutEvidence() ? LATE_BREACH : PREVENTABLE_BREACH;
    }
}
