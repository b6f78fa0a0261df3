package org.consentledger.access;

import org.springframework.security.authentication.AuthenticationServiceException;

/** Who asks cannot be told at this moment: nobody is let in until it can. */
public final class AccessUnavailable extends AuthenticationServiceException {
    private static final long serialVersionUID = 1L;

    /** Because of {@code cause}. */
    public AccessUnavailable(Throwable cause) {
        super("who asks cannot be told at this moment", cause);
    }
}
