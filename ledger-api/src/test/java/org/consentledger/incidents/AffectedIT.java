package org.consentledger.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AffectedIT {
    private static final TestService SERVICE = new TestService("--ledger.incidents.list-persons=true");
    private static final Incident INCIDENT = new Incident(SERVICE);
    private static final String PATH = "/v1/affected-persons";

    @BeforeAll
    static void two_are_used_and_one_had_withdrawn() {
        INCIDENT.define();
        INCIDENT.agree("ann", "two-factor-enrolment");
        INCIDENT.agree("bob", "sign-up");
        Instant used = INCIDENT.use("ann", "told");
        INCIDENT.use("ann", "told");
        INCIDENT.use("bob", "told");
        INCIDENT.withdrawAt("ann", used.minusNanos(1_000));
    }

    private static List<JsonNode> list(String question) {
        HttpResponse<String> answer = SERVICE.post(PATH, question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("@incident.example");
        return answer.body().lines().map(Events.JSON::readTree).toList();
    }

    @Test
    void whose_contact_points_a_breach_used_is_told_with_what_they_are_owed() {
        List<JsonNode> lines = list("{\"programmes\":[\"told\"]}");
        assertThat(lines).hasSize(2);
        JsonNode affected = lines.getFirst().path("affected");
        assertThat(affected.path("person").stringValue()).startsWith("p-");
        assertThat(affected.path("withoutAccount").booleanValue()).isFalse();
        JsonNode point = affected.path("contactPoints").path(0);
        assertThat(point.path("channel").stringValue()).isEqualTo("email");
        assertThat(point.path("uses").longValue()).isEqualTo(2);
        assertThat(Instant.parse(point.path("first").stringValue()))
                .isBefore(Instant.parse(point.path("last").stringValue()));
        assertThat(point.path("done").toString())
                .isEqualTo("[{\"useClass\":\"LATE_BREACH\",\"purpose\":\"incident.match\",\"programme\":\"told\","
                        + "\"advertiser\":\"acme\",\"audience\":\"spring\",\"recipients\":[],"
                        + "\"surface\":\"two-factor-enrolment\",\"supplier\":\"person\",\"uses\":2}]");
        JsonNode end = lines.getLast().path("end");
        assertThat(end.path("total").toString())
                .isEqualTo("{\"persons\":1,\"withoutAccount\":0,\"contactPoints\":1,\"uses\":2,\"usesOfNobody\":0}");
        JsonNode report = INCIDENT.report("{\"programmes\":[\"told\"],\"ledgerSize\":"
                + end.path("question").path("ledgerSize").longValue() + "}");
        assertThat(report.path("report").path("breaches").path("persons").longValue())
                .isEqualTo(1);
        assertThat(report.path("report").path("head")).isEqualTo(end.path("head"));
    }

    @Test
    void with_classes_others_are_told_of_and_every_node_tells_the_same() {
        String question = "{\"programmes\":[\"told\"],\"classes\":[\"LAWFUL\",\"LATE_BREACH\"],\"ledgerSize\":"
                + SERVICE.ledgerSize() + "}";
        assertThat(list(question)).hasSize(3);
        try (TestService other = SERVICE.beside("--ledger.incidents.list-persons=true")) {
            assertThat(other.post(PATH, question).body())
                    .isEqualTo(SERVICE.post(PATH, question).body());
        }
    }

    @Test
    void unless_the_installation_says_otherwise_nobody_gets_it() {
        HttpResponse<String> refused = TestService.RUNNING.post(PATH, "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("/problems/forbidden").doesNotContain("person\"");
    }

    @Test
    void what_cannot_be_asked_is_told_before_the_list_begins() {
        assertThat(SERVICE.post(PATH, "{\"purpose\":\"nobody.defined-this\"}").statusCode())
                .isEqualTo(422);
    }
}
