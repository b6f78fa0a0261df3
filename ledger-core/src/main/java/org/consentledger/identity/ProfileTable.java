package org.consentledger.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which profiles are installed, and since which place of the ledger, in {@code identity.profile}. */
public final class ProfileTable {
    private static final String FINGERPRINT = "select fingerprint from identity.profile where name = ?";
    private static final String INSTALL = """
            insert into identity.profile (name, since, fingerprint, installed) values (?, ?, ?, true)
            on conflict (name) do update set since = excluded.since, installed = true where not profile.installed""";
    private static final String TAKE_OUT =
            "update identity.profile set installed = false where installed and name <> all (?)";
    private static final String SINCE = "select max(since) from identity.profile where installed";

    private ProfileTable() {}

    /**
     * Installs {@code profiles} and no others.
     *
     * @param size of the ledger, where a profile begins that was not installed before
     * @return the place up to which facts may have been recorded under fewer profiles than these; 0 where none were
     * @throws InstallationUnusable where a name was installed with another key or normal form before
     * @throws DirectoryFailed where the database does not answer
     */
    public static long install(DataSource database, Installation installation, Profiles profiles, long size) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            for (Profile profile : profiles.all()) {
                if (!confirmed(connection, profile.name(), installation.fingerprint(profile))) {
                    throw new InstallationUnusable(
                            "The profile " + profile.name() + " was installed with another key or "
                                    + "normal form before; give the new one a new name.");
                }
            }
            for (Profile profile : profiles.all()) {
                install(connection, profile.name(), size, installation.fingerprint(profile));
            }
            return others(connection, profiles);
        } catch (SQLException e) {
            throw new DirectoryFailed(e);
        }
    }

    private static boolean confirmed(Connection connection, String name, byte @Nullable [] fingerprint)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(FINGERPRINT)) {
            select.setString(1, name);
            try (ResultSet row = select.executeQuery()) {
                return !row.next() || Arrays.equals(fingerprint, row.getBytes(1));
            }
        }
    }

    private static void install(Connection connection, String name, long size, byte @Nullable [] fingerprint)
            throws SQLException {
        try (PreparedStatement install = connection.prepareStatement(INSTALL)) {
            install.setString(1, name);
            install.setLong(2, size);
            install.setBytes(3, fingerprint);
            install.executeUpdate();
        }
    }

    private static long others(Connection connection, Profiles profiles) throws SQLException {
        try (PreparedStatement takeOut = connection.prepareStatement(TAKE_OUT);
                PreparedStatement since = connection.prepareStatement(SINCE)) {
            takeOut.setArray(
                    1, connection.createArrayOf("text", profiles.names().toArray()));
            takeOut.executeUpdate();
            try (ResultSet row = since.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
