package org.consentledger.checkpoints;

/** That nothing may be signed. It stays so until somebody mends it. */
final class SigningStopped extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Trouble trouble;

    SigningStopped(Trouble trouble) {
        super(trouble.sentence());
        this.trouble = trouble;
    }

    Trouble trouble() {
        return trouble;
    }
}
