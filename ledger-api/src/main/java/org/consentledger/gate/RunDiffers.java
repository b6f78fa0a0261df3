package org.consentledger.gate;

/** A run of this id was begun with other terms. */
final class RunDiffers extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunDiffers() {
        super("a run of this id was begun with other terms");
    }
}
