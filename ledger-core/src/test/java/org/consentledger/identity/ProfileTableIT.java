package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.consentledger.store.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileTableIT {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";

    @TempDir
    private Path folder;

    private TestDatabase database;

    @BeforeEach
    void begin() {
        database = TestDatabase.fresh();
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void what_is_installed_on_an_empty_ledger_lacks_nowhere() {
        assertThat(install(0, "plain-1", "x-1")).isZero();
        assertThat(install(70, "plain-1", "x-1")).isZero();
    }

    @Test
    void what_is_installed_later_lacks_up_to_there() {
        install(0, "plain-1");
        assertThat(install(70, "plain-1", "x-1")).isEqualTo(70);
        assertThat(install(80, "plain-1", "x-1")).isEqualTo(70);
        assertThat(install(90, "x-1", "drop-1")).isEqualTo(90);
    }

    @Test
    void what_is_taken_out_and_installed_again_lacks_up_to_the_second_time() {
        install(0, "plain-1", "x-1");
        assertThat(install(70, "plain-1")).isZero();
        assertThat(install(90, "plain-1", "x-1")).isEqualTo(90);
    }

    @Test
    void a_name_stands_for_one_key_for_ever() throws IOException {
        partner("form=plain-1\nkey=" + KEY);
        install(0, "partner-acme-1");
        install(1, "partner-acme-1");
        install(2, "plain-1");
        partner("form=x-1\nkey=" + KEY);
        assertThatThrownBy(() -> install(3, "partner-acme-1"))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("partner-acme-1")
                .hasMessageNotContaining(KEY);
        partner("form=plain-1\nkey=" + KEY + "01");
        assertThatThrownBy(() -> install(3, "partner-acme-1")).isInstanceOf(InstallationUnusable.class);
        partner("form=plain-1\nkey=" + KEY);
        assertThat(install(3, "partner-acme-1"))
                .as("the refused starts changed nothing")
                .isEqualTo(3);
    }

    @Test
    void the_database_keeps_the_names() throws SQLException {
        install(0, "plain-1");
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("delete from identity.profile"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> statement.execute("update identity.profile set fingerprint = null"))
                    .isInstanceOf(SQLException.class);
        }
    }

    private long install(long size, String... names) {
        Installation installation = Installation.open(folder.resolve("secrets"), null);
        return ProfileTable.install(database.pool(), installation, installation.profiles(List.of(names)), size);
    }

    private void partner(String content) throws IOException {
        Installation.open(folder.resolve("secrets"), null);
        Path partners = folder.resolve("secrets/partners");
        Files.createDirectories(partners);
        Files.setPosixFilePermissions(partners, PosixFilePermissions.fromString("rwx------"));
        Path file = partners.resolve("partner-acme-1.properties");
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
