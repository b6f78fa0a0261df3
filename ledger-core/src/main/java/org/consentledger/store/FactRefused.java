package org.consentledger.store;

import org.consentledger.law.Refusal;

/** The ledger did not record a fact, and will not while nothing else changes. */
public final class FactRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /** Refused for {@code refusal}. */
    public FactRefused(Refusal refusal) {
        super(refusal.word());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
