package org.consentledger.store;

/**
 * The ledger cannot be appended to or read at this moment: the database is out of reach, its lock is held, or its clock
 * cannot be trusted. Nothing that this is answered for was stored; the same facts may be sent again.
 */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String sentence) {
        super(sentence);
    }

    public LedgerUnavailable(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
