package org.consentledger.checkpoints;

/** That what is stored is not what was signed. It was put on record, and nothing is signed until somebody has settled it. */
public final class Altered extends RuntimeException {
    private static final long serialVersionUID = 1;

    Altered() {
        super("what is stored is not what was signed");
    }
}
