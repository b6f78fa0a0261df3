package org.consentledger.access;

/** The service would be reachable by whoever listens in between; the sentence says what to do about it. */
public final class StartUnsafe extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StartUnsafe(String sentence) {
        super(sentence);
    }
}
