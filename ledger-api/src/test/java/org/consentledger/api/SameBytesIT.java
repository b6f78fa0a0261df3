package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SameBytesIT {
    private static final TestService SERVICE = TestService.RUNNING;

    @Test
    void an_answer_asked_again_with_its_own_coordinates_is_the_same_bytes() {
        List<ObjectNode> events =
                List.copyOf(Events.everyType("5a000000", "same-bytes").values());
        String lines = events.subList(0, 9).stream().map(Events::text).collect(Collectors.joining("\n"));
        assertThat(SERVICE.bulk(lines).body()).contains("\"refused\":0");
        JsonNode byValue = Events.JSON.readTree(SERVICE.post(
                        "/v1/questions",
                        "{\"value\":{\"channel\":\"email\",\"plain\":\"same-bytes@example.com\"},\"purpose\":\"security.two-factor\"}")
                .body());
        JsonNode first = byValue.path("answers").get(0);
        JsonNode question = first.path("question");
        String path = "/v1/contact-points/" + question.path("contactPoint").asString()
                + "/verdict?purpose=security.two-factor&at="
                + question.path("at").asString() + "&ledgerSize="
                + question.path("ledgerSize").asLong();
        HttpResponse<String> before = SERVICE.get(path);
        assertThat(before.body()).isEqualTo(Events.text(first));

        List<String> rest =
                events.subList(9, events.size()).stream().map(Events::text).toList();
        assertThat(SERVICE.everybodysBulk(rest)).contains("\"refused\":0").doesNotContain("problem");

        HttpResponse<String> after = SERVICE.get(path);
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().firstValue("ETag"))
                .isEqualTo(before.headers().firstValue("ETag"))
                .isPresent();
        assertThat(SERVICE.send(SERVICE.request(path)
                                .header(
                                        "If-None-Match",
                                        before.headers().firstValue("ETag").orElseThrow())
                                .GET())
                        .statusCode())
                .isEqualTo(304);
        assertThat(SERVICE.post(
                                "/v1/questions",
                                "{\"contactPoint\":\""
                                        + question.path("contactPoint").asString()
                                        + "\",\"purpose\":\"security.two-factor\",\"at\":\"2999-01-01T00:00:00Z\"}")
                        .body())
                .contains("\"reason\":\"ERASED\"");
    }
}
