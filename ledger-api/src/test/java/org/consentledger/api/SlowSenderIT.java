package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Senders that fall silent before they have said everything. */
class SlowSenderIT {
    private static final TestService SERVICE = new TestService("--server.tomcat.connection-timeout=300ms");

    private static String purpose(String id) {
        return Events.text(
                Events.event(id, "purpose.defined", "{\"purpose\":\"slow.sender\",\"sentence\":\"A purpose\"}"));
    }

    @Test
    void who_falls_silent_within_a_fact_is_let_go_and_nothing_is_stored() throws IOException {
        String fact = purpose("510e0000-0000-4000-8000-000000000001");
        try (var request = BareRequest.claiming(SERVICE.port(), "/v1/facts", "application/json", fact.length())) {
            request.send(fact.substring(0, fact.length() - 1));
            assertThat(request.answerUntil("\\}"))
                    .startsWith("HTTP/1.1 408")
                    .contains("Content-Type: application/problem+json", "Connection: close")
                    .contains("{\"type\":\"https://consentledger.org/problems/request-timeout\"");
        }
        assertThat(SERVICE.post("/v1/facts", fact).statusCode())
                .as("sent whole")
                .isEqualTo(201);
    }

    @Test
    void who_falls_silent_within_a_line_keeps_the_lines_before_and_is_told_where_to_resume() throws IOException {
        String first = purpose("510e0000-0000-4000-8000-000000000002");
        String second = purpose("510e0000-0000-4000-8000-000000000003");
        try (var request = BareRequest.chunked(SERVICE.port(), "/v1/facts/bulk", "application/x-ndjson")) {
            request.chunk(first + "\n" + second.substring(0, 20));
            assertThat(request.answerUntil("\\}\\}\\}"))
                    .startsWith("HTTP/1.1 200")
                    .contains("{\"line\":1,\"place\":")
                    .contains("{\"stopped\":{\"line\":2,\"problem\":"
                            + "{\"type\":\"https://consentledger.org/problems/request-timeout\"");
        }
        assertThat(SERVICE.bulk(first + "\n" + second).body()).contains("\"recorded\":1,\"before\":1");
    }
}
