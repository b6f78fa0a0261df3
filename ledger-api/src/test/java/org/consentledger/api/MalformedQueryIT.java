package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.consentledger.store.Warnings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not HTTP as it is spoken here, with parts that no client library would send. */
class MalformedQueryIT {
    private static final TestService SERVICE = TestService.RUNNING;

    private static String answer(String requestLine, String headers) throws IOException {
        try (var request =
                BareRequest.sent(SERVICE.port(), requestLine + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + headers + "\r\n")) {
            return request.answerUntil("\"status\":\\d+");
        }
    }

    private static void assertBadRequest(String requestLine, String headers) throws IOException {
        try (var warnings = Warnings.everywhere()) {
            assertThat(answer(requestLine, headers))
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Type: application/problem+json")
                    .contains("{\"type\":\"https://consentledger.org/problems/bad-request\"")
                    .doesNotContain("zsecret");
            assertThat(warnings.messages()).noneMatch(logged -> logged.contains("Exception"));
            assertThat(warnings.messages()).noneMatch(logged -> logged.contains("zsecret"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "a=%zzsecret", "a=%", "a=%ff", "purpose=%E0%80", "%ff=1", "purpose=a&at=%zz"})
    void a_query_that_cannot_be_read_is_a_bad_request_at_every_door(String query) throws IOException {
        String point = "/v1/contact-points/00000000-0000-4000-8000-000000000000";
        assertBadRequest("GET /v1/facts/1?" + query, "");
        assertBadRequest("GET " + point + "/verdict?" + query, "");
        assertBadRequest("GET " + point + "/history?" + query, "");
        assertBadRequest("GET /v1/changes?" + query, "");
        assertBadRequest("GET /actuator/health?" + query, "");
        assertBadRequest("POST /v1/facts?" + query, "Content-Type: application/json\r\nContent-Length: 0\r\n");
        assertBadRequest("POST /v1/checks/bulk?" + query, "Content-Type: text/csv\r\nContent-Length: 0\r\n");
    }

    @Test
    void a_query_of_too_many_parameters_is_a_bad_request() throws IOException {
        String many = IntStream.range(0, 2_000).mapToObj(i -> "a=" + i % 10).collect(Collectors.joining("&"));
        assertBadRequest("GET /v1/facts/1?" + many, "");
    }

    @Test
    void a_transfer_coding_that_is_not_known_is_no_fault_of_the_service() throws IOException {
        assertThat(answer("POST /v1/facts", "Content-Type: application/json\r\nTransfer-Encoding: zsecret\r\n"))
                .startsWith("HTTP/1.1 501")
                .contains("{\"type\":\"https://consentledger.org/problems/bad-request\"")
                .doesNotContain("zsecret");
    }
}
