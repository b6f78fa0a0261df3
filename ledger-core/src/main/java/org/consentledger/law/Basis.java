package org.consentledger.law;

/**
 * The legal basis of an assignment, the most restrictive first: of assignments of one instant the first counts.
 *
 * <p>Source: GDPR Art. 6(1); the order is that of the ledger's law, section 4.
 */
public enum Basis implements Word {
    CONSENT,
    LEGITIMATE_INTERESTS,
    PUBLIC_TASK,
    CONTRACT,
    VITAL_INTERESTS,
    LEGAL_OBLIGATION;

    /** Whether a person's objection ends what stands on this basis. Source: GDPR Art. 21(1). */
    public boolean endsByObjection() {
        return this == LEGITIMATE_INTERESTS || this == PUBLIC_TASK;
    }
}
