package org.consentledger.demonstration;

/** The demonstration could not be loaded or shown; the service itself goes on. */
final class DemonstrationFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DemonstrationFailed(String message) {
        super(message);
    }
}
