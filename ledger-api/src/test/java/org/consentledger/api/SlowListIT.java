package org.consentledger.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Those who send lists and fall silent, or read no answers, on a service that takes one list at a time. */
class SlowListIT {
    private static final int ROWS = 1_000_000;
    private static final long ENDLESS_BYTES = 1L << 30;
    private static final TestService SERVICE = new TestService(
            "--server.tomcat.connection-timeout=2s", "--ledger.lists.streams=1", "--ledger.lists.rows=" + ROWS);
    private static final String HASH = "0123456789abcdef".repeat(4);
    private static final String PATH = path();

    private static String path() {
        String purpose = Events.text(Events.event(
                "510a0000-0000-4000-8000-000000000001",
                "purpose.defined",
                "{\"purpose\":\"slow.list\",\"sentence\":\"A purpose\"}"));
        assertThat(SERVICE.post("/v1/facts", purpose).statusCode()).isEqualTo(201);
        return "/v1/checks/bulk?purpose=slow.list&profile=plain-1&channel=email";
    }

    private static HttpResponse<String> list(int rows) {
        return SERVICE.send(SERVICE.request(PATH)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("hash\n" + (HASH + "\n").repeat(rows))));
    }

    private static HttpResponse<String> listOnceFree() {
        HttpResponse<String> response = list(1);
        while (response.statusCode() == 503) {
            response = list(1);
        }
        return response;
    }

    @Test
    void who_falls_silent_keeps_the_answers_before_and_is_told_why_there_are_no_more() throws IOException {
        try (var request = BareRequest.chunked(SERVICE.port(), PATH, "text/csv")) {
            request.chunk("hash\n" + HASH + "\n" + HASH.substring(1));
            assertThat(request.answerUntil("\"summary\".*\\}\\}\\}"))
                    .contains("{\"row\":1,\"permitted\":false}", "\"complete\":false,\"rows\":1,", "/request-timeout");
        }
        assertThat(listOnceFree().body()).contains("\"complete\":true");
    }

    @Test
    void beyond_the_lists_that_are_borne_a_sender_is_asked_to_come_again() throws IOException {
        try (var request = BareRequest.chunked(SERVICE.port(), PATH, "text/csv")) {
            request.chunk("hash\n" + HASH + "\n");
            request.answerUntil("\"row\":1");
            assertThat(list(1).statusCode()).isEqualTo(503);
            assertThat(SERVICE.get("/v1/ledger").statusCode()).isEqualTo(200);
            request.chunk("");
            assertThat(request.answerUntil("\"summary\".*\\}\\}")).contains("\"complete\":true");
        }
        assertThat(listOnceFree().statusCode()).isEqualTo(200);
    }

    @Test
    void a_list_that_is_too_long_is_answered_up_to_there() throws IOException {
        byte[] rows = (HASH + "\n").repeat(1_000).getBytes(US_ASCII);
        int parts = ROWS / 1_000 + 5;
        String last = ManyRows.send(SERVICE.port(), PATH, "", parts * (long) rows.length + 5, out -> {
            out.write("hash\n".getBytes(US_ASCII));
            for (int part = 0; part < parts; part++) {
                out.write(rows);
            }
        });
        JsonNode summary = Events.JSON.readTree(last).path("summary");
        assertThat(summary.path("complete").asBoolean()).isFalse();
        assertThat(summary.path("rows").asInt()).isBetween(1, ROWS);
        assertThat(summary.path("problem").path("type").asString()).endsWith("/list-too-long");
    }

    @Test
    void who_reads_no_answers_is_let_go_and_nobody_else_is_kept_waiting() throws IOException {
        try (var request = BareRequest.chunked(SERVICE.port(), PATH, "text/csv")) {
            request.chunk("hash\n");
            long sent = request.chunksUntilClosed((HASH + "\n").repeat(1_000), ENDLESS_BYTES);
            assertThat(sent).isLessThan(ENDLESS_BYTES);
        }
        assertThat(listOnceFree().statusCode()).isEqualTo(200);
    }
}
