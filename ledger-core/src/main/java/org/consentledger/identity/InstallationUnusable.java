package org.consentledger.identity;

/** The installation's secrets cannot be used as they are kept; an operator has to act before anything can start. */
public final class InstallationUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InstallationUnusable(String message) {
        super(message);
    }

    InstallationUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
