package org.consentledger.online;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.consentledger.api.BareRequest;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What a matcher can rest on, and what others are spared. */
class ChecksIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final String PURPOSE = "online.ads";
    private static final String ADDRESS = "online-1@example.com";
    private static final AtomicInteger IDS = new AtomicInteger();
    /** Of one stranger, as short as an item can be. */
    private static final String STRANGER = "{\"sha256\":\"" + "0".repeat(64) + "\"}";

    private static String event(String type, String data) {
        String id = String.format(Locale.ROOT, "0c4ec000-0000-4000-8000-%012d", IDS.incrementAndGet());
        return Events.text(Events.event(id, type, data.replace("{id}", id)));
    }

    private static String collected(String person, String address) {
        return event(
                        "contact-point.collected",
                        "{\"person\":\"" + person + "\",\"value\":{\"channel\":\"email\",\"plain\":\"" + address
                                + "\"},\"collection\":\"{id}\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"}")
                + "\n"
                + assigned(IDS.get());
    }

    private static String assigned(int collection) {
        return event(
                "purpose.assigned",
                String.format(
                        Locale.ROOT,
                        "{\"collection\":\"0c4ec000-0000-4000-8000-%012d\",\"purpose\":\"%s\",\"basis\":\"consent\"}",
                        collection,
                        PURPOSE));
    }

    private static String consent(String person, String status) {
        return event(
                "consent.changed",
                "{\"person\":\"" + person + "\",\"purpose\":\"" + PURPOSE + "\",\"status\":\"" + status
                        + "\",\"how\":\"web-form\"}");
    }

    @BeforeAll
    static void one_person_who_agrees() {
        String facts = event("purpose.defined", "{\"purpose\":\"" + PURPOSE + "\",\"sentence\":\"Ads\"}") + "\n"
                + collected("online-1", ADDRESS) + "\n" + consent("online-1", "given");
        assertThat(SERVICE.bulk(facts).body()).contains("\"refused\":0");
    }

    private static String body(String more, String... items) {
        return "{\"purpose\":\"" + PURPOSE + "\",\"channel\":\"email\"" + more + ",\"items\":["
                + String.join(",", items) + "]}";
    }

    private static String plain(String address) {
        return "{\"plain\":\"" + address + "\"}";
    }

    private static JsonNode results(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Events.JSON.readTree(response.body()).path("results");
    }

    private static long record(TestService service, String fact) {
        HttpResponse<String> recorded = service.post("/v1/facts", fact);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        return Events.JSON.readTree(recorded.body()).path("place").asLong();
    }

    @Test
    void a_word_that_is_recorded_is_heeded_by_the_next_check_on_its_node() {
        SERVICE.bulk(collected("online-2", "online-2@example.com"));
        String check = body("", plain("online-2@example.com"));
        for (int i = 0; i < 30; i++) {
            record(SERVICE, consent("online-2", "given"));
            assertThat(SERVICE.post("/v1/checks", check).body()).contains("\"permitted\":true");
            record(SERVICE, consent("online-2", "withdrawn"));
            assertThat(SERVICE.post("/v1/checks", check).body()).contains("\"permitted\":false");
        }
    }

    @Test
    void a_word_that_another_node_recorded_is_heeded_where_its_place_is_named() throws IOException {
        TestService other = SERVICE.beside("--ledger.data=" + Files.createTempDirectory("node-"));
        SERVICE.bulk(collected("online-3", "online-3@example.com"));
        for (int i = 0; i < 30; i++) {
            long given = record(SERVICE, consent("online-3", "given"));
            assertThat(atLeast(other, given)).contains("\"permitted\":true");
            long withdrawn = record(SERVICE, consent("online-3", "withdrawn"));
            assertThat(atLeast(other, withdrawn)).contains("\"permitted\":false");
        }
    }

    private static String atLeast(TestService service, long place) {
        HttpResponse<String> response =
                service.post("/v1/checks", body(",\"atLeast\":" + place, plain("online-3@example.com")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(Events.JSON.readTree(response.body()).path("place").asLong()).isGreaterThanOrEqualTo(place);
        return response.body();
    }

    @Test
    void ten_thousand_are_answered_in_their_order() {
        List<String> items = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            items.add(
                    switch (i % 7) {
                        case 3 -> plain(ADDRESS);
                        case 5 -> "{\"sha256\":\"zz\"}";
                        default -> String.format(Locale.ROOT, "{\"sha256\":\"%064x\"}", i);
                    });
        }
        JsonNode results = results(SERVICE.post("/v1/checks", body("", items.toArray(String[]::new))));
        assertThat(results).hasSize(10_000);
        for (int i = 0; i < 10_000; i++) {
            JsonNode result = results.get(i);
            switch (i % 7) {
                case 3 -> assertThat(result.path("permitted").asBoolean()).isTrue();
                case 5 ->
                    assertThat(result.path("error").path("field").asString()).isEqualTo("sha256");
                default -> assertThat(Events.text(result)).isEqualTo("{\"permitted\":false}");
            }
        }
        items.add(STRANGER);
        assertThat(SERVICE.post("/v1/checks", body("", items.toArray(String[]::new)))
                        .body())
                .contains("must be a list of 1 to 10000 items");
    }

    @Test
    void a_body_beyond_four_megabytes_is_refused() {
        HttpResponse<String> refused = SERVICE.post("/v1/checks", body("", plain("x".repeat(ChecksController.LIMIT))));
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(refused.body()).contains("\"limit\":" + ChecksController.LIMIT);
    }

    @Test
    void nothing_tells_a_stranger_from_whoever_is_refused() {
        String refused = "online-4@example.com";
        String security = "online-5@example.com";
        String erased = "online-6@example.com";
        String sentinel = "online-7@example.com";
        String securityNumber = collected("online-5", security);
        SERVICE.bulk(String.join(
                "\n",
                collected("online-4", refused),
                consent("online-4", "refused"),
                // Without the assignment behind it.
                securityNumber.substring(0, securityNumber.indexOf('\n')),
                collected("online-6", erased),
                consent("online-6", "given"),
                event("person.erased", "{\"person\":\"online-6\",\"suppression\":true}"),
                collected("online-7", sentinel),
                consent("online-7", "given"),
                event(
                        "sentinel.planted",
                        "{\"person\":\"online-7\",\"value\":{\"channel\":\"email\",\"plain\":\"" + sentinel + "\"}}")));
        List<String> answers = List.of("stranger@example.com", refused, security, erased, sentinel).stream()
                .map(address -> SERVICE.post("/v1/checks", body("", plain(address))))
                .map(response -> response.headers().map().keySet() + " " + response.body())
                .map(answer -> answer.replaceAll("\"place\":\\d+,\"at\":\"[^\"]*\"", ""))
                .distinct()
                .toList();
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst()).endsWith("{,\"results\":[{\"permitted\":false}]}");
    }

    @Test
    @Timeout(60)
    void large_checks_leave_room_for_small_ones() throws IOException {
        List<BareRequest> open = new ArrayList<>();
        try {
            for (int i = 0; i < ChecksController.MAX_LARGE; i++) {
                open.add(begun());
            }
            HttpResponse<String> busy = ofUnknownLength();
            while (busy.statusCode() == 200) {
                // It came before one of them, or one was given up waiting for.
                open.add(begun());
                busy = ofUnknownLength();
            }
            assertThat(busy.statusCode()).isEqualTo(503);
            assertThat(busy.body()).contains("/problems/busy", "\"retry\":true");
            assertThat(results(SERVICE.post("/v1/checks", body("", STRANGER)))).hasSize(1);
        } finally {
            closeAll(open);
        }
    }

    /** A check that counts as large, and is quickly answered. */
    private static HttpResponse<String> ofUnknownLength() {
        byte[] body = body("", STRANGER).getBytes(UTF_8);
        return SERVICE.send(SERVICE.request("/v1/checks")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));
    }

    /** A large check of which only the first byte has come. */
    private static BareRequest begun() throws IOException {
        var request = BareRequest.claiming(SERVICE.port(), "/v1/checks", "application/json", ChecksController.LIMIT);
        request.send("{");
        return request;
    }

    private static void closeAll(List<BareRequest> requests) throws IOException {
        for (BareRequest request : requests) {
            request.close();
        }
        // The others find room again.
        while (ofUnknownLength().statusCode() == 503) {
            Thread.onSpinWait();
        }
    }

    @Test
    void who_stops_reading_holds_up_nobody_else() throws IOException {
        // Each answer is larger than what the sockets between can hold.
        SERVICE.bulk(IntStream.range(0, 40)
                .mapToObj(i -> collected("online-shared-" + i, "shared@example.com") + "\n"
                        + consent("online-shared-" + i, "given"))
                .collect(Collectors.joining("\n")));
        String body = body(
                "",
                IntStream.range(0, 2_000)
                        .mapToObj(_ -> plain("shared@example.com"))
                        .toArray(String[]::new));
        assertThat(SERVICE.post("/v1/checks", body).body().length()).isGreaterThan(8 << 20);
        List<BareRequest> deaf = new ArrayList<>();
        try {
            for (int i = 0; i < ChecksController.MAX_LARGE; i++) {
                var request = BareRequest.claiming(SERVICE.port(), "/v1/checks", "application/json", body.length());
                deaf.add(request);
                request.send(body);
                request.answerUntil("\"results\"");
            }
            assertThat(results(SERVICE.post("/v1/checks", body("", plain(ADDRESS))))
                            .get(0)
                            .path("permitted")
                            .asBoolean())
                    .isTrue();
            assertThat(SERVICE.get("/v1/ledger").statusCode()).isEqualTo(200);
        } finally {
            closeAll(deaf);
        }
    }

    @Test
    void what_is_described_is_what_is_read() {
        String everything = "{\"purpose\":\"" + PURPOSE
                + "\",\"channel\":\"email\",\"region\":\"US\",\"profile\":\"plain-1\",\"atLeast\":0,\"items\":["
                + "{\"sha256\":null,\"plain\":null,\"contactPoint\":null,\"channel\":null,\"region\":null,\"profile\":null},"
                + "{\"channel\":\"email\",\"sha256\":\"" + "0".repeat(64) + "\",\"profile\":\"plain-1\"}]}";
        JsonNode schemas = Events.JSON
                .readTree(SERVICE.get("/openapi.json").body())
                .path("components")
                .path("schemas");
        JsonNode sent = Events.JSON.readTree(everything);
        assertThat(schemas.path("Check").path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(sent.propertyNames());
        assertThat(schemas.path("CheckedItem").path("properties").propertyNames())
                .containsExactlyInAnyOrderElementsOf(sent.path("items").get(0).propertyNames());
        JsonNode results = results(SERVICE.post("/v1/checks", everything));
        assertThat(results.get(0).path("error").path("rule").asString()).contains("must be given");
        assertThat(Events.text(results.get(1))).isEqualTo("{\"permitted\":false}");
        assertThat(everything.getBytes(StandardCharsets.UTF_8).length).isLessThan(ChecksController.SMALL);
    }
}
