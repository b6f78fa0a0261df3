package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that break off or cannot be unpacked: never answered as if they had come. */
class BrokenBodyIT {
    private static final TestService SERVICE = TestService.RUNNING;
    /** The header of a gzip file, its end, and somewhere between. */
    private static final int HEADER_BYTES = 10;

    private static final int TRAILER_BYTES = 8;

    private static String purpose(int i) {
        return Events.text(Events.event(
                "b40c0000-0000-4000-8000-00000000000" + i,
                "purpose.defined",
                "{\"purpose\":\"broken.body\",\"sentence\":\"A purpose\"}"));
    }

    private static byte[] gzip(String text) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static HttpResponse<String> packed(String path, String contentType, byte[] body) {
        return SERVICE.send(SERVICE.request(path)
                .header("Content-Type", contentType)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(body)));
    }

    private static void assertBadRequest(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).startsWith("{\"type\":\"https://consentledger.org/problems/bad-request\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, HEADER_BYTES, HEADER_BYTES + 5, -TRAILER_BYTES, -1})
    void a_packed_fact_that_breaks_off_is_refused(int kept) throws IOException {
        byte[] whole = gzip(purpose(1));
        byte[] broken = Arrays.copyOf(whole, kept > 0 ? kept : whole.length + kept);
        assertBadRequest(packed("/v1/facts", "application/json", broken));
    }

    @Test
    void a_packed_fact_that_was_damaged_is_refused() throws IOException {
        byte[] damaged = gzip(purpose(1));
        damaged[damaged.length - TRAILER_BYTES] ^= 1;
        assertBadRequest(packed("/v1/facts", "application/json", damaged));
    }

    @Test
    void a_packed_stream_that_breaks_off_is_answered_as_far_as_it_came_and_then_stopped() throws IOException {
        byte[] whole = gzip(purpose(2) + "\n" + purpose(3) + "\n");
        HttpResponse<String> response =
                packed("/v1/facts/bulk", "application/x-ndjson", Arrays.copyOf(whole, whole.length - TRAILER_BYTES));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body().lines()).hasSize(3);
        assertThat(response.body())
                .startsWith("{\"line\":1,\"place\":")
                .contains("{\"stopped\":{\"line\":3,\"problem\":"
                        + "{\"type\":\"https://consentledger.org/problems/bad-request\"");

        assertBadRequest(packed("/v1/facts/bulk", "application/x-ndjson", Arrays.copyOf(whole, HEADER_BYTES - 1)));
    }

    @Test
    void chunks_that_are_none_are_refused() throws IOException {
        try (var request = BareRequest.chunked(SERVICE.port(), "/v1/facts", "application/json")) {
            request.chunk(purpose(4));
            request.send("no length\r\n");
            assertThat(request.answerUntil("\\}")).startsWith("HTTP/1.1 400").contains("/problems/bad-request");
        }
        try (var request = BareRequest.chunked(SERVICE.port(), "/v1/facts/bulk", "application/x-ndjson")) {
            request.chunk(purpose(5) + "\n");
            assertThat(request.answerUntil("\\}")).contains("{\"line\":1,\"place\":");
            request.send("no length\r\n");
            assertThat(request.answerUntil("\\}\\}\\}")).doesNotContain("summary");
        }
    }

    @Test
    void a_member_that_comes_later_is_waited_for_while_the_first_one_is_answered() throws IOException {
        byte[] first = gzip(purpose(4) + "\n");
        byte[] second = gzip(purpose(5) + "\n");
        try (var request = new BareRequest(SERVICE.port())) {
            request.send("POST /v1/facts/bulk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\n"
                    + "Authorization: " + SERVICE.keys().authorization("/v1/facts/bulk") + "\r\n"
                    + "Content-Encoding: gzip\r\nContent-Length: " + (first.length + second.length) + "\r\n\r\n");
            request.send(first);
            assertThat(request.answerUntil("\"line\":1,.*\\}")).doesNotContain("summary");
            request.send(second);
            assertThat(request.answerUntil("\"summary\".*\\}\\}"))
                    .contains("{\"line\":2,\"place\":", "\"summary\":{\"lines\":2,");
        }
    }

    @Test
    void what_is_no_member_behind_the_first_one_is_not_passed_over() throws IOException {
        byte[] whole = gzip(purpose(6) + "\n");
        byte[] more = Arrays.copyOf(whole, whole.length + 40);
        assertThat(packed("/v1/facts/bulk", "application/x-ndjson", more).body())
                .startsWith("{\"line\":1,\"place\":")
                .contains("{\"stopped\":{\"line\":2,", "/problems/bad-request\"");
    }
}
