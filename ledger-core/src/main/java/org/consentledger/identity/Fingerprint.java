package org.consentledger.identity;

import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * That the secrets are those the directory was begun with. Others, from a lost folder or from a node that was given none,
 * would find nobody: every person would be made anew, the erased among them.
 */
final class Fingerprint {
    private static final String BEGIN = """
            insert into identity.installation (fingerprint)
            select ? where not exists (select from identity.person)
            on conflict do nothing""";
    private static final String BEGUN_WITH = "select fingerprint from identity.installation";

    private Fingerprint() {}

    /** Whether a directory was begun, with whatever secrets. */
    static boolean begun(Connection connection) throws SQLException {
        try (PreparedStatement begunWith = connection.prepareStatement(BEGUN_WITH);
                ResultSet row = begunWith.executeQuery()) {
            return row.next();
        }
    }

    /** Whether they are; the first secrets that an empty directory meets become its own. */
    static boolean confirmed(Connection connection, Installation installation) throws SQLException {
        byte[] fingerprint = installation.fingerprint();
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setBytes(1, fingerprint);
            begin.executeUpdate();
        }
        try (PreparedStatement begunWith = connection.prepareStatement(BEGUN_WITH);
                ResultSet row = begunWith.executeQuery()) {
            return row.next() && MessageDigest.isEqual(fingerprint, row.getBytes(1));
        }
    }
}
