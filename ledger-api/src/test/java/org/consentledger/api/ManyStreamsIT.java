package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyStreamsIT {
    private static final TestService SERVICE = TestService.RUNNING;

    @Test
    void beyond_sixteen_streams_at_a_time_a_sender_is_asked_to_come_again() throws IOException {
        List<BareRequest> open = new ArrayList<>();
        try {
            for (int i = 0; i < BulkRecording.MAX_STREAMS; i++) {
                var stream = BareRequest.chunked(SERVICE.port(), "/v1/facts/bulk", "application/x-ndjson");
                open.add(stream);
                stream.chunk("{}\n");
                assertThat(stream.answerUntil("\"line\":1")).startsWith("HTTP/1.1 200");
            }
            HttpResponse<String> refused = SERVICE.bulk("{}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(refused.body())
                    .isEqualTo(
                            "{\"type\":\"https://consentledger.org/problems/busy\",\"title\":\"Too many streams are open\","
                                    + "\"status\":503,\"retry\":true}");
            assertThat(SERVICE.get("/v1/ledger").statusCode())
                    .as("everybody else")
                    .isEqualTo(200);

            try (BareRequest last = open.removeLast()) {
                last.chunk("");
                assertThat(last.answerUntil("\"summary\".*\\}\\}")).contains("{\"summary\":{\"lines\":1");
            }
            HttpResponse<String> again = SERVICE.bulk("{}");
            while (again.statusCode() == 503) {
                again = SERVICE.bulk("{}");
            }
            assertThat(again.statusCode()).isEqualTo(200);
        } finally {
            for (BareRequest stream : open) {
                stream.close();
            }
        }
    }
}
