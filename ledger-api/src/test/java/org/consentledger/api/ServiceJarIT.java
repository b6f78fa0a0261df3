package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.consentledger.access.Role;
import org.consentledger.identity.Installation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The jar, started, backed up and restored by the commands of docs/operating.md. It runs once the jar is made. */
class ServiceJarIT {
    private static final Path PAGE = Path.of("..", "docs", "operating.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$");

    private static final List<String> EVENTS = Events.everyType("1a400000", "jar").values().stream()
            .map(Events::text)
            .toList();
    private static final String BY_VALUE = "{\"value\":{\"channel\":\"email\",\"plain\":\"jar@example.com\"},"
            + "\"purpose\":\"security.two-factor\",\"at\":\"2999-01-01T00:00:00Z\",\"ledgerSize\":9}";

    @TempDir
    private static Path folder = Path.of("");

    private static List<String> answered = List.of();
    private static TestKeys keys = new TestKeys(Map.of());

    @BeforeAll
    static void start_ask_and_back_up() throws IOException, InterruptedException {
        Path home = home("first");
        try (ServiceProcess service = start(home)) {
            assertThat(service.bulk(EVENTS.stream().limit(9).collect(Collectors.joining("\n")))
                            .body())
                    .contains("\"recorded\":9");
            answered = answers(service);
            keys = service.keys();
        }
        assertThat(answered.getFirst())
                .startsWith("{\"answers\":[{\"verdict\":\"refused\",\"reason\":\"PURPOSE_REVOKED\"");
        run(home, documented("data/postgres \"$BACKUP\""));
    }

    private static Path home(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static ServiceProcess start(Path home) throws IOException {
        return ServiceProcess.start(service(home));
    }

    private static ProcessBuilder service(Path home) throws IOException {
        String command = documented("-jar ledger-api/")
                .strip()
                .replace(" ledger-api/", " " + Path.of("").toAbsolutePath() + "/");
        return shell(home, "exec " + command + " --server.port=0 --spring.grpc.server.port=0");
    }

    /** The commands on the page among which {@code part} stands. */
    private static String documented(String part) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow();
    }

    private static ProcessBuilder shell(Path home, String commands) throws IOException {
        var shell = new ProcessBuilder("sh", "-ec", commands).directory(home.toFile());
        shell.environment().put("PATH", ServiceProcess.java().getParent() + File.pathSeparator + System.getenv("PATH"));
        shell.environment().put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1");
        for (String backup : List.of("BACKUP", "SECRETS_BACKUP")) {
            shell.environment()
                    .put(backup, Files.createDirectories(folder.resolve(backup)).toString());
        }
        return shell;
    }

    private static void run(Path home, String commands) throws IOException, InterruptedException {
        assertThat(shell(home, commands).inheritIO().start().waitFor())
                .as(commands)
                .isZero();
    }

    private static List<String> answers(ServiceProcess service) {
        String byValue = service.post("/v1/questions", BY_VALUE).body();
        JsonNode point = Events.JSON.readTree(byValue).at("/answers/0/question/contactPoint");
        String path = "/v1/contact-points/" + point.asString();
        return List.of(
                byValue,
                service.get(path + "/verdict?purpose=security.two-factor&on=2999-01-01&ledgerSize=9")
                        .body(),
                service.get(path + "/history").body(),
                service.get("/v1/ledger").body());
    }

    @Test
    void what_is_restored_answers_with_the_same_bytes_and_goes_on() throws IOException, InterruptedException {
        Path home = home("restored");
        run(home, documented("\"$SECRETS_BACKUP/keys\" data/secrets"));
        try (ServiceProcess service = ServiceProcess.start(service(home), () -> keys)) {
            assertThat(answers(service)).isEqualTo(answered);
            assertThat(service.everybodysBulk(EVENTS))
                    .contains(
                            "\"recorded\":0,\"before\":9,\"refused\":0",
                            "\"recorded\":1,\"before\":0,\"refused\":0",
                            "\"recorded\":%s,\"before\":0,\"refused\":0".formatted(EVENTS.size() - 10));
        }
    }

    @Test
    void it_is_the_command_line_too() throws IOException, InterruptedException {
        Path home = home("asked");
        try (ServiceProcess service = start(home)) {
            String jar = Path.of("").toAbsolutePath() + "/target/ledger-api-*.jar";
            run(
                    home,
                    "LEDGER_KEY=" + service.keys().of(Role.INVESTIGATOR) + " java -jar " + jar
                            + " incident list --json --url http://127.0.0.1:" + service.port() + " > list");
        }
        assertThat(home.resolve("list")).hasContent("{\"incidents\":[]}");
    }

    @Test
    void without_its_secrets_it_does_not_start_and_draws_none() throws IOException, InterruptedException {
        Path home = home("without-secrets");
        run(home, "mkdir data; cp -a \"$BACKUP/postgres\" data");
        assertThatThrownBy(() -> start(home))
                .rootCause()
                .hasMessageContaining("The installation's secrets are missing, and the database was begun with some");
        assertThat(home.resolve("data/secrets")).doesNotExist();
        assertThat(home.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
    }

    @Test
    void with_secrets_of_another_installation_it_does_not_start() throws IOException, InterruptedException {
        Path home = home("others-secrets");
        run(home, "mkdir data; cp -a \"$BACKUP/postgres\" data");
        Installation.open(home.resolve("data/secrets"), null);
        assertThatThrownBy(() -> start(home))
                .rootCause()
                .hasMessageContaining(
                        "The installation's secrets are not those that the directory of persons was begun with");
        assertThat(home.resolve("data/postgres/data/postmaster.pid")).doesNotExist();
    }
}
