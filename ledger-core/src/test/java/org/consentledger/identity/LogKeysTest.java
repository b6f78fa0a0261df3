package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.consentledger.seal.SeedKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeysTest {
    private static final String ORIGIN = "example.com/log";

    @TempDir
    Path secrets;

    private LogKeys keys;
    private Path first;

    @BeforeEach
    void keys() {
        keys = LogKeys.in(secrets);
        first = secrets.resolve("log").resolve("signing-1.key");
    }

    @Test
    void keys_are_read_as_they_were_drawn_oldest_first() throws IOException {
        assertThat(keys.read()).isEmpty();
        SeedKey one = keys.draw(ORIGIN);
        SeedKey two = keys.draw(ORIGIN);
        assertThat(keys.read()).extracting(SeedKey::verifier).containsExactly(one.verifier(), two.verifier());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(first.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_key_that_others_can_read_is_refused_with_what_to_do() throws IOException {
        keys.draw(ORIGIN);
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rw-r-----"));
        refused("run chmod go-rwx");
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(first.getParent(), PosixFilePermissions.fromString("rwxr-x---"));
        refused("run chmod go-rwx");
    }

    @Test
    void a_damaged_key_is_refused_and_not_quoted() throws IOException {
        keys.draw(ORIGIN);
        String secret = Files.readString(first);
        Files.writeString(first, secret.replace(ORIGIN, "example.com/other"));
        refused("is damaged");
        assertThatExceptionOfType(InstallationUnusable.class)
                .isThrownBy(keys::read)
                .withMessageNotContaining("PRIVATE")
                .withNoCause();
    }

    @Test
    void keys_of_two_logs_and_files_of_others_are_refused() throws IOException {
        keys.draw(ORIGIN);
        assertThatExceptionOfType(InstallationUnusable.class)
                .isThrownBy(() -> keys.draw("example.com/other"))
                .withMessageContaining("different names");
        assertThat(keys.read()).hasSize(1);
        Files.createFile(first.resolveSibling("notes.txt"));
        refused("not its own");
    }

    private void refused(String part) {
        assertThatExceptionOfType(InstallationUnusable.class)
                .isThrownBy(keys::read)
                .withMessageContaining(part);
    }
}
