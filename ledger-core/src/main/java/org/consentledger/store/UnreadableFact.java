package org.consentledger.store;

/** The ledger holds bytes that this version cannot read. Whoever reads stops here; nothing is skipped. */
public final class UnreadableFact extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableFact(String sentence, String what) {
        super(sentence + ": " + what);
    }

    UnreadableFact(String sentence, String what, Throwable cause) {
        super(sentence + ": " + what, cause);
    }
}
