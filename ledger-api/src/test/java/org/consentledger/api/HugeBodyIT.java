package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.consentledger.lists.Lines;
import org.junit.jupiter.api.Test;

class HugeBodyIT {
    private static final int PORT = TestService.RUNNING.port();
    private static final long MOST = 100L << 20;

    @Test
    void a_claimed_ten_gigabytes_are_refused_before_any_is_read() throws IOException {
        try (var request = BareRequest.claiming(PORT, "/v1/facts", "application/json", 10_000_000_000L)) {
            assertThat(request.answerUntil("\\}"))
                    .startsWith("HTTP/1.1 413")
                    .contains("/body-too-large", "\"limit\":1048576");
        }
        assertServes();
    }

    @Test
    void an_endless_body_is_refused_once_it_is_past_the_limit() throws IOException {
        try (var request = BareRequest.chunked(PORT, "/v1/facts", "application/json")) {
            long sent = request.chunksUntilAnswered(" ".repeat(0x10000), MOST);
            assertThat(request.answerUntil("\\}")).startsWith("HTTP/1.1 413").contains("/body-too-large");
            assertThat(sent).isLessThan(MOST);
        }
        assertServes();
    }

    @Test
    void an_endless_line_ends_a_bulk_stream_once_it_is_past_any_sense() throws IOException {
        try (var request = BareRequest.chunked(PORT, "/v1/facts/bulk", "application/x-ndjson")) {
            request.chunk("{}\n");
            assertThat(request.answerUntil("\\}\\}")).startsWith("HTTP/1.1 200").contains("{\"line\":1,\"problem\":");
            long sent = request.chunksUntilAnswered("x".repeat(0x10000), MOST);
            assertThat(request.answerUntil("\\}\\}\\}"))
                    .contains("{\"stopped\":{\"line\":2,\"problem\":{\"type\":")
                    .contains("/problems/line-too-long", "\"limit\":" + Lines.LIMIT);
            assertThat(sent).isBetween((long) Lines.ENDLESS, MOST - 1);
        }
        assertServes();
    }

    @Test
    void what_is_no_http_is_a_problem_too() throws IOException {
        try (var request = new BareRequest(PORT)) {
            request.send("GET /{secret} HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(request.answerUntil("\\}"))
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "/bad-request")
                    .doesNotContain("secret", "Tomcat", "java");
        }
    }

    private static void assertServes() {
        assertThat(TestService.RUNNING.get("/v1/ledger").statusCode()).isEqualTo(200);
    }
}
