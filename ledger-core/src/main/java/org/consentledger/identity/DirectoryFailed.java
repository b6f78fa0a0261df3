package org.consentledger.identity;

import java.sql.SQLException;

/** The directory of persons could not be read or written; whether persons were made is not known, and asking again is safe. */
public final class DirectoryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DirectoryFailed(SQLException cause) {
        super("The directory of persons could not be read or written.", cause);
    }
}
