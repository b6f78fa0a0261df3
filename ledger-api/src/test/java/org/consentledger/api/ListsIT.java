package org.consentledger.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.consentledger.identity.Sha256;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Lists over HTTP: who may be matched now, and what is said of each row at any coordinates. */
class ListsIT {
    private static final TestService SERVICE = new TestService();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PURPOSE = "lists.match";
    private static final String CHECK = "/v1/checks/bulk?purpose=" + PURPOSE + "&profile=plain-1&channel=email";
    private static final String ASK = "/v1/questions/bulk?purpose=" + PURPOSE + "&profile=plain-1&channel=email";
    private static int ids;

    private static String hash(String name) {
        return HexFormat.of().formatHex(Sha256.ofText(name + "@gmail.com").bytes());
    }

    private static String csv(String... names) {
        return "hash\n" + Arrays.stream(names).map(name -> hash(name) + "\n").collect(Collectors.joining());
    }

    // ---- the people

    @BeforeAll
    static void people() {
        record(event("purpose.defined", "{\"purpose\":\"" + PURPOSE + "\",\"sentence\":\"Matching lists\"}"));
        collect("ann", "ann", "sign-up");
        collect("bob", "bob", "sign-up");
        collect("shared-1", "shared", "sign-up");
        collect("shared-2", "shared", "sign-up");
        collect("trap", "trap", "sign-up");
        collect("dotted", "d.o.t", "sign-up");
        collect("gone", "gone", "sign-up");
        record(event("sentinel.planted", "{\"person\":\"trap\",\"value\":" + value("trap") + "}"));
        record(event(
                "consent.changed",
                "{\"person\":\"bob\",\"purpose\":\"lists\",\"status\":\"withdrawn\",\"how\":\"web-form\"}"));
        record(event("person.erased", "{\"person\":\"gone\",\"suppression\":false}"));
        collect("refused", "refused", "sign-up");
        record(event(
                "consent.changed",
                "{\"person\":\"refused\",\"purpose\":\"lists\",\"status\":\"refused\",\"how\":\"web-form\"}"));
    }

    private static String value(String name) {
        return "{\"channel\":\"email\",\"plain\":\"" + name + "@gmail.com\"}";
    }

    private static void collect(String person, String name, String surface) {
        String collection = "115715%02x-0000-4000-8000-00000000000c".formatted(ids);
        record(event(
                "contact-point.collected",
                "{\"person\":\"" + person + "\",\"value\":" + value(name) + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"" + surface
                        + "\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}"));
        record(event(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"lists\",\"basis\":\"consent\"}"));
        record(event(
                "consent.changed",
                "{\"person\":\"" + person + "\",\"purpose\":\"lists\",\"status\":\"given\",\"how\":\"web-form\"}"));
    }

    private static ObjectNode event(String type, String data) {
        return Events.event("115715%02x-0000-4000-8000-000000000001".formatted(ids++), type, data);
    }

    private static void record(ObjectNode event) {
        HttpResponse<String> recorded = SERVICE.post("/v1/facts", Events.text(event));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
    }

    // ---- asking

    private static HttpResponse<byte[]> send(String path, byte[] body, String... headers) {
        HttpRequest.Builder request = SERVICE.request(path).POST(BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String ask(String path, String list, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "text/csv";
        return new String(send(path, list.getBytes(UTF_8), all).body(), UTF_8);
    }

    private static JsonNode summary(String answer) {
        List<String> lines = answer.lines().toList();
        return Events.JSON.readTree(lines.getLast()).path("summary");
    }

    @Test
    void a_matcher_is_told_who_may_be_matched_and_nothing_of_the_others() {
        List<String> lines = ask(CHECK, csv("ann", "bob", "stranger", "trap", "refused", "gone", "shared", "ann"))
                .lines()
                .toList();
        assertThat(lines).hasSize(9);
        assertThat(lines.getFirst())
                .matches("\\{\"row\":1,\"permitted\":true,\"contactPoints\":\\[\\{\"contactPoint\":\"[0-9a-f-]{36}\","
                        + "\"person\":\"p-[0-9a-f-]{36}\"}]}");
        for (int row = 2; row <= 6; row++) {
            assertThat(lines.get(row - 1)).isEqualTo("{\"row\":" + row + ",\"permitted\":false}");
        }
        assertThat(Events.JSON.readTree(lines.get(6)).path("contactPoints")).hasSize(2);
        assertThat(lines.get(7)).isEqualTo(lines.getFirst().replace("\"row\":1", "\"row\":8"));
        JsonNode summary = summary(lines.getLast());
        assertThat(Events.text(summary))
                .startsWith("{\"complete\":true,\"rows\":8,\"permitted\":3,\"refused\":5,\"bad\":0,\"duplicates\":1,"
                        + "\"problems\":[],\"at\":\"")
                .doesNotContain("reasons");
        assertThat(summary.path("place").asLong())
                .isEqualTo(Events.JSON
                        .readTree(SERVICE.get("/v1/ledger").body())
                        .path("size")
                        .asLong());
    }

    @Test
    void who_wants_no_refusals_gets_the_permitted_and_the_bad_rows() {
        String answer = ask(CHECK + "&answers=permitted", csv("bob", "ann", "stranger") + "nobody@example.com\n");
        assertThat(answer.lines().map(line -> line.substring(0, Math.min(28, line.length()))))
                .containsExactly(
                        "{\"row\":2,\"permitted\":true,\"c",
                        "{\"row\":4,\"line\":5,\"problem\":",
                        "{\"summary\":{\"complete\":true,");
        assertThat(summary(answer).path("refused").asInt()).isEqualTo(2);
    }

    @Test
    void a_hash_finds_what_was_collected_by_its_own_profile() {
        String google = CHECK.replace("plain-1", "google-3");
        assertThat(ask(google, csv("dot"))).startsWith("{\"row\":1,\"permitted\":true");
        assertThat(ask(CHECK, csv("dot"))).startsWith("{\"row\":1,\"permitted\":false");
        assertThat(ask(CHECK, csv("d.o.t"))).startsWith("{\"row\":1,\"permitted\":true");
    }

    @Test
    void bad_rows_are_counted_and_never_repeated() {
        String answer = ask(
                CHECK,
                "id,hash\r\n1,\r\n2,some.body@example.com\r\n3," + hash("ann").substring(2) + "\r\n4\r\n");
        assertThat(answer)
                .contains(
                        "{\"row\":1,\"line\":2,\"problem\":\"empty\"}",
                        "{\"row\":2,\"line\":3,\"problem\":\"plain-value\"}",
                        "{\"row\":3,\"line\":4,\"problem\":\"wrong-length\"}",
                        "{\"row\":4,\"line\":5,\"problem\":\"no-field\"}")
                .doesNotContain("some.body", hash("ann").substring(2, 20));
        assertThat(Events.text(summary(answer).path("problems")))
                .isEqualTo("[{\"problem\":\"empty\",\"rows\":1},{\"problem\":\"no-field\",\"rows\":1},"
                        + "{\"problem\":\"plain-value\",\"rows\":1},{\"problem\":\"wrong-length\",\"rows\":1}]");
    }

    // ---- investigators

    /** The law answers a question by value; a list is answered from memory. */
    @Test
    void every_row_is_answered_as_a_question_about_the_value_is() {
        var random = new Random(20190917);
        long size = Events.JSON
                .readTree(SERVICE.get("/v1/ledger").body())
                .path("size")
                .asLong();
        String[] names = {"ann", "bob", "stranger", "shared", "trap", "refused", "gone", "d.o.t"};
        for (int i = 0; i < 12; i++) {
            long ledgerSize = size - random.nextInt((int) size / 2);
            String at = i % 3 == 0 ? "2019-09-17T12:00:00Z" : "2999-01-01T00:00:00Z";
            String answer = ask(ASK + "&at=" + at + "&ledgerSize=" + ledgerSize, csv(names));
            List<JsonNode> rows = answer.lines()
                    .limit(names.length)
                    .map(Events.JSON::readTree)
                    .toList();
            for (int row = 0; row < names.length; row++) {
                JsonNode expected = Events.JSON.readTree(SERVICE.post(
                                "/v1/questions",
                                "{\"value\":{\"channel\":\"email\",\"sha256\":\"" + hash(names[row])
                                        + "\",\"profile\":\"plain-1\"},\"purpose\":\"" + PURPOSE + "\",\"at\":\"" + at
                                        + "\",\"ledgerSize\":" + ledgerSize + "}")
                        .body());
                assertThat(brief(rows.get(row).path("answers"), false))
                        .as("%s at %s and %d", names[row], at, ledgerSize)
                        .isEqualTo(brief(expected.path("answers"), true));
            }
        }
    }

    private static List<String> brief(JsonNode answers, boolean asked) {
        List<String> brief = new ArrayList<>();
        for (JsonNode answer : answers) {
            JsonNode point = asked ? answer.path("question").path("contactPoint") : answer.path("contactPoint");
            brief.add(point.asString("") + " " + answer.path("verdict").asString() + " "
                    + answer.path("reason").asString());
        }
        return brief;
    }

    @Test
    void an_investigator_is_told_every_reason_and_how_often() {
        JsonNode summary = summary(ask(ASK, csv("ann", "bob", "stranger", "trap", "refused", "shared")));
        assertThat(Events.text(summary.path("reasons")))
                .isEqualTo("[{\"reason\":\"NO_RECORD\",\"answers\":1},{\"reason\":\"SENTINEL\",\"answers\":1},"
                        + "{\"reason\":\"CONSENT\",\"answers\":3},{\"reason\":\"CONSENT_NEGATIVE\",\"answers\":2}]");
    }

    // ---- forms

    @Test
    void an_answer_can_be_had_in_CSV() {
        List<String> lines = ask(CHECK, csv("ann", "bob") + "x\n", "Accept", "text/csv")
                .lines()
                .toList();
        assertThat(lines.getFirst()).isEqualTo("row,permitted,contactPoint,person,problem");
        assertThat(lines.get(1)).matches("1,true,[0-9a-f-]{36},p-[0-9a-f-]{36},");
        assertThat(lines.get(2)).isEqualTo("2,false,,,");
        assertThat(lines.get(3)).isEqualTo("3,,,,wrong-length on line 4");
        assertThat(lines.get(4)).startsWith("summary,,,,\"{\"\"complete\"\":true,\"\"rows\"\":3,");
        lines = ask(ASK, csv("ann", "stranger"), "Accept", "text/csv").lines().toList();
        assertThat(lines.getFirst()).isEqualTo("row,contactPoint,person,verdict,reason,rule,problem");
        assertThat(lines.get(1)).matches("1,[0-9a-f-]{36},p-[0-9a-f-]{36},permitted,CONSENT,,");
        assertThat(lines.get(2)).isEqualTo("2,,,refused,NO_RECORD,,");
        assertThat(lines.get(3)).startsWith("summary,,,,,,\"{");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "zstd"})
    void lists_and_answers_may_be_packed(String coding) throws IOException {
        byte[] list = IntStream.range(0, 30_000)
                .mapToObj(i -> "{\"hash\":\"" + hash(i % 3 == 0 ? "ann" : "stranger-" + i) + "\"}\n")
                .collect(Collectors.joining())
                .getBytes(US_ASCII);
        HttpResponse<byte[]> response = send(
                CHECK,
                coding.equals("gzip") ? gzip(list) : Zstd.compress(list),
                "Content-Type",
                "application/x-ndjson",
                "Content-Encoding",
                coding,
                "Accept-Encoding",
                coding);
        assertThat(response.headers().firstValue("Content-Encoding")).hasValue(coding);
        InputStream packed = new ByteArrayInputStream(response.body());
        byte[] answer =
                (coding.equals("gzip") ? new GZIPInputStream(packed) : new ZstdInputStream(packed)).readAllBytes();
        JsonNode summary = summary(new String(answer, UTF_8));
        assertThat(summary.path("rows").asInt()).isEqualTo(30_000);
        assertThat(summary.path("permitted").asInt()).isEqualTo(10_000);
        assertThat(summary.path("duplicates").asInt()).isEqualTo(9_999);
    }

    @Test
    void progress_is_told_now_and_then() {
        String list = "hash\n" + (hash("bob") + "\n").repeat(250_000);
        List<String> progress = ask(CHECK + "&answers=permitted", list)
                .lines()
                .filter(line -> line.startsWith("{\"progress\""))
                .toList();
        assertThat(progress).hasSize(2);
        assertThat(progress.getFirst()).matches("\\{\"progress\":\\{\"rows\":10\\d{4},\"permitted\":0,.*");
    }

    // ---- what is wrong with a list

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/checks/bulk?profile=plain-1&channel=email|422|missing-field|purpose",
                "/v1/checks/bulk?purpose=a&profile=plain-9&channel=email|422|invalid-field|profile",
                "/v1/checks/bulk?purpose=lists.match&profile=plain-1&channel=post|422|invalid-field|channel",
                "/v1/checks/bulk?purpose=never.heard.of&profile=plain-1&channel=email|422|purpose-unknown|purpose",
                "/v1/checks/bulk?purpose=lists&profile=plain-1&channel=email&at=2019-09-17T00:00:00Z|422|unknown-field|(query)",
                "/v1/checks/bulk?purpose=lists&profile=plain-1&channel=email&answers=no|422|invalid-field|answers",
                "/v1/checks/bulk?purpose=lists&profile=plain-1&channel=email&column=email|422|invalid-field|column",
                "/v1/checks/bulk?purpose=lists&profile=plain-1&channel=email&atLeast=999999|422|place-not-reached|atLeast",
                "/v1/questions/bulk?purpose=lists&profile=plain-1&channel=email&at=yesterday|422|invalid-field|at",
                "/v1/questions/bulk?purpose=lists&profile=plain-1&channel=email&policy=none|422|policy-unknown|policy",
                "/v1/questions/bulk?purpose=lists&profile=plain-1&channel=email&ledgerSize=999999|422|invalid-field|ledgerSize",
                "/v1/questions/bulk?purpose=lists&profile=plain-1&channel=email&ledgerSize=0|422|purpose-unknown|purpose"
            })
    void a_question_that_cannot_be_asked_is_refused_before_any_row(String path, int status, String type, String field) {
        HttpResponse<byte[]> response = send(path, csv("ann").getBytes(UTF_8), "Content-Type", "text/csv");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new String(response.body(), UTF_8))
                .contains("/problems/" + type + "\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'',text/csv,identity,422,list-empty",
        "hash,text/csv,identity,422,list-empty",
        "'',application/x-ndjson,gzip,422,list-empty",
        "nonsense,text/csv,gzip,400,list-cut",
        "nonsense,text/csv,zstd,400,list-cut",
        "hash,text/csv,br,415,unsupported-media-type",
        "hash,text/plain,identity,415,unsupported-media-type"
    })
    void a_list_of_which_nothing_can_be_answered_is_refused(
            String body, String type, String coding, int status, String problem) {
        HttpResponse<byte[]> response =
                send(CHECK, body.getBytes(UTF_8), "Content-Type", type, "Content-Encoding", coding);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(new String(response.body(), UTF_8)).contains("/problems/" + problem + "\"");
    }

    @Test
    void no_other_form_of_answer_can_be_had() {
        assertThat(send(CHECK, csv("ann").getBytes(UTF_8), "Content-Type", "text/csv", "Accept", "image/png")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void of_a_list_that_is_cut_the_rows_before_are_answered_and_the_summary_says_so() throws IOException {
        String cutLine = csv("ann", "bob") + hash("ann").substring(0, 20);
        JsonNode summary = summary(ask(CHECK, cutLine));
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(summary.path("rows").asInt()).isEqualTo(3);
        assertThat(summary.path("problem").path("type").asString()).endsWith("/list-cut");

        byte[] packed = gzip(("hash\n"
                        + IntStream.range(0, 20_000)
                                .mapToObj(i -> hash("n" + i) + "\n")
                                .collect(Collectors.joining()))
                .getBytes(US_ASCII));
        HttpResponse<byte[]> response = send(
                CHECK,
                Arrays.copyOf(packed, packed.length / 2),
                "Content-Type",
                "text/csv",
                "Content-Encoding",
                "gzip");
        summary = summary(new String(response.body(), UTF_8));
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(summary.path("rows").asInt()).isBetween(5_000, 15_000);
        assertThat(summary.path("problem").path("type").asString()).endsWith("/list-cut");
    }

    // ---- while it is sent

    @Test
    void rows_are_answered_while_the_rest_is_still_to_come() throws IOException {
        try (var request = BareRequest.chunked(SERVICE.port(), CHECK, "text/csv")) {
            request.chunk("hash\n" + hash("ann") + "\n" + hash("bob").substring(0, 10));
            assertThat(request.answerUntil("\"row\":1.*\\}\\]\\}"))
                    .startsWith("HTTP/1.1 200")
                    .contains("{\"row\":1,\"permitted\":true,");
            request.chunk(hash("bob").substring(10) + "\n");
            assertThat(request.answerUntil("\"row\":2.*\\}")).contains("{\"row\":2,\"permitted\":false}");
            request.chunk("");
            assertThat(request.answerUntil("\"summary\".*\\}\\}")).contains("\"complete\":true,\"rows\":2,");
        }
    }

    /** Whatever is withdrawn before a list is sent is missed by none of its rows, and what comes later by all of them. */
    @Test
    void a_list_is_answered_from_one_place() throws IOException {
        collect("late", "late", "sign-up");
        try (var request = BareRequest.chunked(SERVICE.port(), CHECK, "text/csv")) {
            request.chunk("hash\n" + hash("late") + "\n");
            request.answerUntil("\"row\":1.*\\}");
            record(event(
                    "consent.changed",
                    "{\"person\":\"late\",\"purpose\":\"lists\",\"status\":\"withdrawn\",\"how\":\"web-form\"}"));
            request.chunk(hash("late") + "\n");
            request.chunk("");
            assertThat(request.answerUntil("\"summary\".*\\}\\}")).contains("\"permitted\":2,");
        }
        assertThat(summary(ask(CHECK, csv("late"))).path("permitted").asInt()).isZero();
    }

    @Test
    void a_list_is_answered_under_its_own_names_alone() {
        assertThat(ask(CHECK, csv("ann").replace("hash", "HASH"))).contains("\"field\":\"column\"");
        assertThat(ask(
                        CHECK + "&column=HASH",
                        csv("ann").replace("hash", "HASH").toUpperCase(Locale.ROOT)))
                .startsWith("{\"row\":1,\"permitted\":true");
    }
}
