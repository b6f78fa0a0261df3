package org.consentledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedServerIT {
    static final Path BINARIES = Path.of("target", "postgres").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void every_setting_is_in_force() throws SQLException {
        ServerSettings settings = settings();
        try (EmbeddedServer server = EmbeddedServer.start(settings);
                Connection connection = server.owner("postgres").connect()) {
            for (Map.Entry<String, String> setting : settings.configuration().entrySet()) {
                if (setting.getKey().equals("timezone")) {
                    continue; // the driver has sent the JVM's
                }
                assertThat(ask(connection, "show " + setting.getKey()))
                        .as(setting.getKey())
                        .isEqualTo(setting.getValue());
            }
            assertThat(settings.configuration())
                    .containsEntry("fsync", "on")
                    .containsEntry("synchronous_commit", "on")
                    .containsEntry("full_page_writes", "on");
            assertThat(ask(connection, "show data_checksums")).isEqualTo("on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
    void what_keeps_a_committed_fact_cannot_be_turned_off(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings().with(name, "off"))
                .withMessageContaining(name);
    }

    @Test
    void the_data_are_kept_over_a_restart() throws SQLException {
        EmbeddedServer first = EmbeddedServer.start(settings());
        try (Connection connection = first.owner("postgres").connect()) {
            execute(connection, "create table kept as select 42 as answer");
        }
        first.close();
        first.close();
        try (EmbeddedServer server = EmbeddedServer.start(settings());
                Connection connection = server.owner("postgres").connect()) {
            assertThat(ask(connection, "select answer from kept")).isEqualTo("42");
        }
    }

    @Test
    void a_password_is_required() throws IOException, SQLException {
        try (EmbeddedServer server = EmbeddedServer.start(settings())) {
            String url = server.owner("postgres").url();
            for (String user : List.of(EmbeddedServer.OWNER, EmbeddedServer.SERVICE)) {
                for (String password : List.of("", "postgres")) {
                    assertThatExceptionOfType(SQLException.class)
                            .as(user)
                            .isThrownBy(() -> new LedgerDatabase.Login(url, user, password).connect());
                }
            }
            try (Connection connection = server.owner("postgres").connect()) {
                assertThat(ask(connection, "select string_agg(distinct auth_method, ' ') from pg_hba_file_rules"))
                        .isEqualTo("scram-sha-256");
                assertThat(ask(
                                connection,
                                "select bool_and(rolpassword like 'SCRAM-SHA-256$%') from pg_authid"
                                        + " where rolcanlogin"))
                        .isEqualTo("t");
            }
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void the_server_of_a_killed_service_is_stopped_first() throws Exception {
        try (ServerProcess killed = ServerProcess.start(folder)) {
            killed.halt();
        }
        ProcessHandle orphan = orphan().orElseThrow();
        try (Warnings warnings = Warnings.of(EmbeddedServer.class);
                EmbeddedServer server = EmbeddedServer.start(settings());
                Connection connection = server.owner("postgres").connect()) {
            assertThat(warnings.sentences()).anyMatch(sentence -> sentence.contains("whose service was killed"));
            orphan.onExit().get(10, SECONDS);
            assertThat(ask(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_service_that_ends_stops_its_server() throws Exception {
        try (ServerProcess other = ServerProcess.start(folder)) {
            ProcessHandle server = running();
            other.terminate();
            server.onExit().get(10, SECONDS);
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void a_second_service_on_the_folder_is_refused_and_the_first_goes_on() throws SQLException {
        try (EmbeddedServer first = EmbeddedServer.start(settings())) {
            assertThatExceptionOfType(DatabaseUnusable.class)
                    .isThrownBy(() -> EmbeddedServer.start(settings()))
                    .withMessageContaining("in use by a service that runs");
            assertThatExceptionOfType(IOException.class)
                    .as("another JVM, after this one's lock has outlived an attempt of its own")
                    .isThrownBy(() -> ServerProcess.start(folder))
                    .withMessageContaining("in use by a service that runs");
            try (Connection connection = first.owner("postgres").connect()) {
                assertThat(ask(connection, "select 1")).isEqualTo("1");
            }
        }
    }

    @Test
    void a_first_start_that_was_cut_off_is_begun_again() throws IOException, SQLException {
        Files.createDirectories(folder.resolve("data.unfinished/base"));
        Files.writeString(folder.resolve("data.unfinished/postgresql.conf"), "fsync = off");
        Files.writeString(folder.resolve("password"), "from another time");
        try (EmbeddedServer server = EmbeddedServer.start(settings());
                Connection connection = server.owner("postgres").connect()) {
            assertThat(ask(connection, "show fsync")).isEqualTo("on");
        }
    }

    @Test
    void a_dead_servers_number_may_be_another_process_by_now() throws IOException, SQLException {
        EmbeddedServer.start(settings()).close();
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n1\n\n127.0.0.1\n0 0\nready\n");
        try (EmbeddedServer server = EmbeddedServer.start(settings());
                Connection connection = server.owner("postgres").connect()) {
            assertThat(ask(connection, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void a_port_that_is_taken_is_named() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThatExceptionOfType(DatabaseUnusable.class)
                    .isThrownBy(() -> EmbeddedServer.start(settings().onPort(socket.getLocalPort())))
                    .withMessageContaining("taken")
                    .withMessageContaining(Integer.toString(socket.getLocalPort()));
        }
    }

    @Test
    void data_of_another_version_are_left_alone() throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/PG_VERSION"), "17\n", UTF_8);
        assertThatExceptionOfType(DatabaseUnusable.class)
                .isThrownBy(() -> EmbeddedServer.start(settings()))
                .withMessageContaining("pg_upgrade");
    }

    @Test
    void a_folder_with_a_blank_and_a_quote_is_a_folder() throws IOException {
        Path odd = folder.resolve("the ledger's data");
        EmbeddedServer.start(new ServerSettings(odd, BINARIES, 0, settings().configuration()))
                .close();
        try (Stream<Path> logs = Files.list(odd.resolve("log"))) {
            assertThat(logs).anyMatch(file -> file.toString().matches(".*postgres-\\d+.log"));
        }
    }

    @Test
    void an_ordinary_user_may_run_it() throws Exception {
        if (!System.getProperty("user.name").equals("root")) {
            EmbeddedServer.start(settings()).close();
            return;
        }
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv: not tried as an ordinary user");
        // nobody may not look into root's repository
        String classPath = copied(System.getProperty("java.class.path"), folder.resolve("lib"));
        Path own = Files.createDirectory(folder.resolve("nobody"));
        Files.setOwner(
                own, folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> asNobody = List.of("/usr/bin/setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
        try (ServerProcess process =
                ServerProcess.start(asNobody, classPath, own.resolve("ledger"), own.resolve("binaries"))) {
            assertThat(ProcessHandle.of(process.pid()).orElseThrow().info().user())
                    .hasValue("nobody");
        }
    }

    private static String copied(String classPath, Path target) throws IOException {
        Files.createDirectories(target);
        StringBuilder copied = new StringBuilder();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue; // It would stand for this folder, in which other servers' data come and go.
            }
            Path from = Path.of(entry);
            Path to = target.resolve(copied.length() + "-" + from.getFileName());
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(copy);
                    } else {
                        Files.copy(file, from.equals(file) ? to : copy);
                    }
                }
            }
            copied.append(to).append(File.pathSeparator);
        }
        return copied.toString();
    }

    private ServerSettings settings() {
        return ServerSettings.in(folder).withBinariesIn(BINARIES).with("shared_buffers", "16MB");
    }

    private ProcessHandle running() throws IOException {
        String pid = Files.readAllLines(folder.resolve("data/postmaster.pid")).getFirst();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private Optional<ProcessHandle> orphan() throws IOException {
        try (DataFolder held = DataFolder.hold(folder)) {
            return held.orphan();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
