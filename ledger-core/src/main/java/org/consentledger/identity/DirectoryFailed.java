package org.consentledger.identity;

import java.sql.SQLException;

/** The directory of persons could not be read or begun; asking again is safe. */
public final class DirectoryFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DirectoryFailed(SQLException cause) {
        super("The directory of persons could not be read.", cause);
    }
}
