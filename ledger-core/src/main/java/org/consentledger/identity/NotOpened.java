package org.consentledger.identity;

/**
 * A ciphertext that does not open: it was sealed under another key, bound to something else, or damaged. Never expected
 * of what the ledger itself stored; the caller must not go on as if there were no value.
 */
public final class NotOpened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotOpened(Throwable cause) {
        super("A ciphertext does not open under this key for what it should be bound to.", cause);
    }

    NotOpened() {
        super("An opened ciphertext does not have the form of a sealed value.");
    }
}
