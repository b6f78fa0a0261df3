package org.consentledger.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.consentledger.access.Role;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CommandLineIT {
    private static final TestService SERVICE = new TestService();
    private static final String ADDRESS = "http://127.0.0.1:" + SERVICE.port();
    private static final String NUMBER = "+14155550166";
    private static final String[] ASK = {"ask", "--purpose=shell.match", "--channel=phone"};

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void somebody_agreed_and_was_matched() {
        UUID collection = UUID.randomUUID();
        String value = "{\"channel\":\"phone\",\"plain\":\"" + NUMBER + "\"}";
        record("purpose.defined", "{\"purpose\":\"shell.match\",\"sentence\":\"Matching lists\"}");
        record(
                "contact-point.collected",
                "{\"person\":\"ann\",\"value\":" + value + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"}");
        record(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"shell\",\"basis\":\"consent\"}");
        record(
                "consent.changed",
                "{\"person\":\"ann\",\"purpose\":\"shell\",\"status\":\"given\",\"how\":\"web-form\"}");
        record(
                "contact-point.used",
                "{\"person\":\"ann\",\"value\":" + value
                        + ",\"purpose\":\"shell.match\",\"programme\":\"shell\",\"advertiser\":\"acme\"}");
    }

    private static void record(String type, String data) {
        var event = Events.event(UUID.randomUUID().toString(), type, data);
        assertThat(SERVICE.post("/v1/facts", Events.text(event)).statusCode()).isEqualTo(201);
    }

    private static Typed typed(String... arguments) {
        return Typed.at(ADDRESS, "", arguments);
    }

    @Test
    void a_value_is_read_from_standard_input_a_file_or_who_sits_there() throws IOException {
        Path file = Files.writeString(folder.resolve("value"), NUMBER + "\n");
        for (Typed asked : List.of(
                Typed.at(ADDRESS, NUMBER + "\n", ASK),
                Typed.attended(ADDRESS, NUMBER, ASK),
                typed("ask", "--purpose=shell.match", "--channel=phone", "--value-file=" + file))) {
            assertThat(asked.exit()).as(asked.err()).isZero();
            assertThat(asked.out())
                    .startsWith("permitted: CONSENT (contact point ")
                    .doesNotContain(NUMBER);
        }
    }

    @Test
    void what_is_not_permitted_ends_with_1() {
        Typed asked = Typed.at(ADDRESS, "+14155550167", ASK);
        assertThat(asked.exit()).isEqualTo(1);
        assertThat(asked.out()).isEqualTo("refused: NO_RECORD\n");
        Typed day = Typed.at(ADDRESS, NUMBER, "ask", "--purpose=shell.match", "--channel=phone", "--on=2010-01-01");
        assertThat(day.exit()).isEqualTo(1);
        assertThat(day.out()).startsWith("permitted at no time of the day\n  2010-01-01T00:00:00Z until 2010-01-02");
    }

    @Test
    void a_value_among_the_arguments_is_neither_taken_nor_said_back() {
        Typed asked = typed("ask", "--purpose=shell.match", "--channel=phone", NUMBER);
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).contains("never from arguments").doesNotContain(NUMBER);
    }

    @Test
    void json_is_the_service_s_own() {
        long size = SERVICE.ledgerSize();
        Typed asked = typed("incident", "report", "--programme=shell", "--ledger-size=" + size, "--json");
        assertThat(asked.exit()).as(asked.err()).isZero();
        assertThat(asked.out())
                .isEqualTo(
                        SERVICE.post("/v1/incident-reports", "{\"programmes\":[\"shell\"],\"ledgerSize\":" + size + "}")
                                .body());
    }

    @Test
    void an_incident_is_reported_saved_reported_again_and_compared() {
        Typed report = typed("incident", "report", "--programme=shell", "--by=advertisers", "--by=days");
        assertThat(report.out()).containsPattern("LAWFUL +1 +1 +0 +1\n").containsPattern("acme +LAWFUL +1 +1 +0 +1\n");
        assertThat(typed("incident", "save", "from-the-shell", "--programme=shell")
                        .exit())
                .isZero();
        assertThat(typed("incident", "save", "from-the-shell").err())
                .isEqualTo("ledger: An incident of this name was saved with another question: 'name' was given to"
                        + " another question; give this one another name.\n");
        assertThat(typed("incident", "again", "from-the-shell").out()).startsWith("Kept as number 1.\n");
        assertThat(typed("incident", "again", "from-the-shell").out()).startsWith("Kept as number 2.\n");
        assertThat(typed("incident", "kept", "from-the-shell", "2").out()).containsPattern("LAWFUL +1 +1 +0 +1\n");
        assertThat(typed("incident", "changes", "from-the-shell", "1", "2").exit())
                .isZero();
        assertThat(typed("incident", "show", "from-the-shell").out()).contains("{\"programmes\":[\"shell\"]}");
        assertThat(typed("incident", "list").out()).contains("from-the-shell");
    }

    @Test
    void another_policy_comes_from_a_file() throws IOException {
        Path draft = Files.writeString(
                folder.resolve("draft.json"),
                "{\"version\":\"d\",\"combine\":\"any\",\"rules\":[{\"id\":\"all\",\"sentence\":\"No.\",\"effect\":\"refuse\"}]}");
        Typed asked = typed("incident", "what-if", "--programme=shell", "--instead-file=" + draft);
        assertThat(asked.out()).as(asked.err()).containsPattern("stopped +1 +1 +0 +1\n");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"version\":");
        Typed refused = typed("incident", "what-if", "--instead-file=" + broken);
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).startsWith("ledger: The policy's file is not JSON (line 1, column ");
    }

    @Test
    void a_census_comes_as_text_csv_or_json() throws IOException {
        assertThat(typed("census", "--on=2030-01-01", "--purpose=shell.match").out())
                .containsPattern("shell.match  persons +1 +1 +0 +0\n");
        Path file = folder.resolve("census.csv");
        assertThat(typed("census", "--on=2030-01-01", "--format=csv", "--output=" + file)
                        .exit())
                .isZero();
        assertThat(Files.readString(file)).startsWith("on,at,policy,purpose,counted,");
        assertThat(Events.JSON
                        .readTree(typed("census", "--on=2030-01-01", "--json").out())
                        .path("days")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void who_may_not_have_the_list_of_those_affected_ends_with_2() {
        Typed asked = typed("incident", "affected", "--programme=shell");
        assertThat(asked.exit()).isEqualTo(2);
        assertThat(asked.err()).isEqualTo("ledger: Whoever asks may not do this.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "incident report --from=2019-09-18T00:00:00Z --until=2019-09-17T00:00:00Z",
                "census --on=2019-02-30",
                "incident report --purpose=nobody.defined-this",
                "incident report --by=moods",
                "incident kept nothing 1",
                "incident report --ledger-size=many",
                "incident",
                "census --on=2019-01-01 --url=ftp://somewhere"
            })
    void what_must_be_mended_ends_with_2_and_a_sentence(String line) {
        Typed asked = typed(line.split(" "));
        assertThat(asked.exit()).as(asked.err()).isEqualTo(2);
        assertThat(asked.err()).isNotBlank().doesNotContain("Exception");
        assertThat(asked.out()).isEmpty();
    }

    @Test
    void a_problem_is_told_with_its_field_and_rule_or_as_json() {
        String[] wrong = {"incident", "report", "--class=BREACH"};
        assertThat(typed(wrong).err())
                .isEqualTo("ledger: A field does not keep its rule: 'classes' must each be one of: LAWFUL,"
                        + " PREVENTABLE_BREACH, LATE_BREACH, CLEARED, UNPROVEN.\n");
        JsonNode problem = Events.JSON.readTree(
                typed("incident", "report", "--class=BREACH", "--json").err());
        assertThat(problem.path("field").asString()).isEqualTo("classes");
    }

    @Test
    void a_service_that_is_not_there_ends_with_3() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        Typed asked = Typed.at("http://127.0.0.1:" + free, NUMBER, ASK);
        assertThat(asked.exit()).isEqualTo(3);
        assertThat(asked.err()).isEqualTo("ledger: No service answers at http://127.0.0.1:" + free + ".\n");
    }

    @Test
    void an_answer_that_is_cut_off_ends_with_4_and_leaves_no_file() throws IOException {
        Path file = folder.resolve("cut.json");
        try (var relay = new CuttingRelay(SERVICE, "\"days\":[{", 1)) {
            Typed asked = Typed.at(relay.address(), "", "census", "--on=2030-01-01", "--json", "--output=" + file);
            assertThat(asked.exit()).isEqualTo(4);
            assertThat(asked.err()).isEqualTo("ledger: The answer was cut off; nothing of it may be used.\n");
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(one -> one.getFileName().toString())).noneMatch(name -> name.startsWith("cut.json"));
        }
    }

    @Test
    void a_full_disk_ends_with_6_and_leaves_what_was_there() throws IOException {
        Path file = Files.writeString(folder.resolve("full.json"), "as it was");
        Files.createSymbolicLink(folder.resolve("full.json.part"), Path.of("/dev/full"));
        Typed asked = typed("census", "--on=2030-01-01", "--json", "--output=" + file);
        assertThat(asked.exit()).isEqualTo(6);
        assertThat(asked.err()).isEqualTo("ledger: The disk is full; nothing that looks whole was left.\n");
        assertThat(file).hasContent("as it was");
    }

    @Test
    void a_full_disk_behind_standard_output_ends_with_6() throws IOException {
        try (var full = new PrintStream(new FileOutputStream("/dev/full"), false, StandardCharsets.UTF_8);
                var err = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            var terminal = new Terminal(InputStream.nullInputStream(), full, err, false, _ -> null);
            assertThat(Ledger.run(
                            terminal,
                            "census",
                            "--on=2030-01-01",
                            "--url=" + ADDRESS,
                            "--key-file=" + SERVICE.keys().file(Role.INVESTIGATOR)))
                    .isEqualTo(6);
        }
    }

    @Test
    void every_command_tells_how_it_is_used() {
        for (String command : List.of("", "ask", "incident", "incident report", "census", "import", "export")) {
            Typed help = typed((command + " --help").strip().split(" "));
            assertThat(help.exit()).isZero();
            assertThat(help.out()).startsWith("Usage: ledger").contains("Ends with:");
        }
    }
}
