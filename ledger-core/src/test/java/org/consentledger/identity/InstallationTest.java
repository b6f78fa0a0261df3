package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class InstallationTest {
    private static final Sha256 HASH = Sha256.ofText("a@example.com");
    private static final byte[] BOUND_TO = {1, 2, 3};

    @TempDir
    private Path root;

    private Path folder;

    @BeforeEach
    void choose() {
        folder = root.resolve("deep/secrets");
    }

    @Test
    void the_first_start_draws_secrets_for_the_owner_alone() throws IOException {
        Installation.open(folder, null);
        assertThat(permissions(folder)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("keys"))).isEqualTo("rwx------");
        assertThat(parts())
                .containsExactly(
                        "content.json", "directory.json", "match-keys.json", "suppression.json", "wrapping-1.json");
        for (String part : parts()) {
            assertThat(permissions(folder.resolve("keys").resolve(part))).isEqualTo("rw-------");
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("keys"));
        }
    }

    @Test
    void a_later_start_has_the_same_secrets() {
        Installation first = Installation.open(folder, null);
        Installation second = Installation.open(folder, null);
        assertThat(same(first, second)).isTrue();
        byte[] wrapped = first.wrapping().wrap(1, HASH.bytes(), BOUND_TO);
        assertThat(second.wrapping().unwrap(1, wrapped, BOUND_TO)).isEqualTo(HASH.bytes());
    }

    @Test
    void secrets_that_must_be_there_are_never_drawn() throws IOException {
        assertThatThrownBy(() -> Installation.kept(folder, null))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageStartingWith("The installation's secrets are missing");
        assertThat(folder).doesNotExist();
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertThatThrownBy(() -> Installation.kept(folder, null)).isInstanceOf(InstallationUnusable.class);
        assertThat(folder).isEmptyDirectory();
        Installation first = Installation.open(folder, null);
        assertThat(same(Installation.kept(folder, null), first)).isTrue();
    }

    @Test
    void two_installations_have_nothing_in_common() {
        Installation one = Installation.open(folder, null);
        Installation other = Installation.open(root.resolve("other"), null);
        assertThat(one.matchKey(HASH)).isNotEqualTo(other.matchKey(HASH));
        assertThat(same(one, other)).isFalse();
        byte[] wrapped = one.wrapping().wrap(1, HASH.bytes(), BOUND_TO);
        assertThatThrownBy(() -> other.wrapping().unwrap(1, wrapped, BOUND_TO)).isInstanceOf(NotOpened.class);
    }

    @RepeatedTest(5)
    void nodes_that_start_at_the_same_moment_end_up_with_the_same_secrets() throws Exception {
        int nodes = 8;
        CountDownLatch ready = new CountDownLatch(nodes);
        List<Installation> opened = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(nodes)) {
            List<Future<Installation>> starts = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                starts.add(executor.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return Installation.open(folder, null);
                }));
            }
            for (Future<Installation> start : starts) {
                opened.add(start.get());
            }
        }
        assertThat(opened).allMatch(one -> same(one, opened.getFirst()));
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("keys"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content.json",
                "directory.json",
                "match-keys.json",
                "suppression.json",
                "wrapping-1.json",
            })
    void a_missing_part_stops_the_start_and_is_never_drawn_anew(String part) throws IOException {
        Installation.open(folder, null);
        Files.delete(folder.resolve("keys").resolve(part));
        assertThatThrownBy(() -> Installation.open(folder, null))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("missing");
        assertThat(parts()).doesNotContain(part);
    }

    @Test
    void an_emptied_folder_of_keys_stops_the_start() throws IOException {
        Installation.open(folder, null);
        for (String part : parts()) {
            Files.delete(folder.resolve("keys").resolve(part));
        }
        assertThatThrownBy(() -> Installation.open(folder, null)).isInstanceOf(InstallationUnusable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not JSON", "{\"primaryKeyId\": 1, \"key\": []}"})
    void a_damaged_part_stops_the_start_without_being_quoted(String content) throws IOException {
        Installation.open(folder, null);
        Files.writeString(folder.resolve("keys/suppression.json"), content);
        assertThatThrownBy(() -> Installation.open(folder, null))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("damaged")
                .hasNoCause();
    }

    @Test
    void a_part_of_another_kind_stops_the_start() throws IOException {
        Installation.open(folder, null);
        Path keys = folder.resolve("keys");
        Files.writeString(keys.resolve("directory.json"), Files.readString(keys.resolve("wrapping-1.json")));
        assertThatThrownBy(() -> Installation.open(folder, null))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("damaged");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keys", "keys/match-keys.json"})
    void what_others_can_read_stops_the_start(String path) throws IOException {
        Installation.open(folder, null);
        Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString("rwxr-----"));
        assertThatThrownBy(() -> Installation.open(folder, null))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("chmod go-rwx");
    }

    @Test
    void a_wrapped_key_is_bound_to_its_person_and_knows_its_epoch() {
        WrappingKeys wrapping = Installation.open(folder, null).wrapping();
        assertThat(wrapping.currentEpoch()).isEqualTo(1);
        byte[] wrapped = wrapping.wrap(1, HASH.bytes(), BOUND_TO);
        assertThatThrownBy(() -> wrapping.unwrap(1, wrapped, new byte[] {9})).isInstanceOf(NotOpened.class);
        assertThatThrownBy(() -> wrapping.unwrap(2, wrapped, BOUND_TO)).isInstanceOf(NotOpened.class);
    }

    @ParameterizedTest
    @CsvSource({
        "data/postgres, data/secrets, true",
        "data, data/secrets, true",
        "secrets/data, secrets, true",
        "data/postgres, secrets, false",
    })
    void secrets_that_lie_beside_the_data_are_warned_of_loudly(Path data, Path secrets, boolean warned) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger logger = (Logger) LoggerFactory.getLogger(SecretsFolder.class);
        logger.addAppender(log);
        logger.setAdditive(false);
        try {
            Installation.open(root.resolve(secrets), root.resolve(data));
        } finally {
            logger.detachAppender(log);
            logger.setAdditive(true);
        }
        assertThat(log.list.stream().anyMatch(event -> event.getLevel() == Level.WARN))
                .isEqualTo(warned);
    }

    @Test
    void secrets_print_nothing() {
        assertThat(Installation.open(folder, null)).hasToString("Installation[hidden]");
    }

    private static boolean same(Installation one, Installation other) {
        return Arrays.equals(one.fingerprint(), other.fingerprint());
    }

    private List<String> parts() throws IOException {
        try (Stream<Path> parts = Files.list(folder.resolve("keys"))) {
            return parts.map(part -> String.valueOf(part.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
