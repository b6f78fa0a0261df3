package org.consentledger.store;

/**
 * The ledger cannot be appended to or read at this moment: the database is out of reach, its lock is held, or its clock
 * cannot be trusted. Nothing was stored, unless the message says that the database could not be asked. Either way the same
 * facts, under the same ids, may be sent again.
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
