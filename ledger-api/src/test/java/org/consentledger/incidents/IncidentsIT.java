package org.consentledger.incidents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.consentledger.incidents.Incident.uses;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Incidents over HTTP: what became of uses, kept current, saved, compared and supposed. */
class IncidentsIT {
    private static final TestService SERVICE = new TestService();
    private static final Incident INCIDENT = new Incident(SERVICE);

    @BeforeAll
    static void define() {
        INCIDENT.define();
    }

    @Test
    void a_late_withdrawal_makes_a_late_breach_and_its_retraction_takes_it_back() {
        INCIDENT.agree("ann", "two-factor-enrolment");
        Instant used = INCIDENT.use("ann", "late");
        String question = "{\"programmes\":[\"late\"]}";
        JsonNode before = INCIDENT.report(question);
        assertThat(uses(before, "LAWFUL")).isEqualTo(1);
        assertThat(before.path("report").path("cleanSince").isNull()).isTrue();

        UUID withdrawal = INCIDENT.withdrawAt("ann", used.minusNanos(1_000));
        JsonNode breach = INCIDENT.report(question);
        assertThat(uses(breach, "LATE_BREACH")).isEqualTo(1);
        assertThat(breach.path("report").path("breaches").toString())
                .isEqualTo("{\"uses\":1,\"persons\":1,\"withoutAccount\":0,\"contactPoints\":1}");
        assertThat(breach.path("report").path("cleanSince").stringValue()).isEqualTo(used.toString());
        assertThat(breach.path("report").path("surfaces").get(0).path("name").stringValue())
                .isEqualTo("two-factor-enrolment");

        INCIDENT.retract(withdrawal);
        JsonNode after = INCIDENT.report(question);
        assertThat(uses(after, "LAWFUL")).isEqualTo(1);

        for (JsonNode answer : List.of(before, breach, after)) {
            String sized = "{\"programmes\":[\"late\"],\"ledgerSize\":"
                    + answer.path("question").path("ledgerSize").longValue() + "}";
            assertThat(INCIDENT.report(sized)).isEqualTo(answer);
        }
    }

    @Test
    void a_use_other_than_matching_is_an_incident_too() {
        INCIDENT.agree("gil", "two-factor-enrolment");
        INCIDENT.notify("gil", "notifying");
        JsonNode report = INCIDENT.report("{\"purpose\":\"notifying\",\"surfaces\":[\"two-factor-enrolment\"]}");
        assertThat(uses(report, "PREVENTABLE_BREACH")).isEqualTo(1);
        assertThat(report.path("report").path("advertisers").toString()).startsWith("[{\"name\":null,");
    }

    @Test
    void what_another_policy_would_have_made_of_it() {
        INCIDENT.agree("bob", "two-factor-enrolment");
        INCIDENT.agree("cid", "profile");
        Instant used = INCIDENT.use("bob", "supposed");
        INCIDENT.use("cid", "supposed");
        INCIDENT.withdrawAt("bob", used.minusNanos(1_000));
        JsonNode found = INCIDENT.ask(
                "/v1/what-if",
                "{\"incident\":{\"programmes\":[\"supposed\"]},\"instead\":"
                        + refusing("two-factor-enrolment", "profile") + "}");
        JsonNode whatIf = found.path("whatIf");
        assertThat(whatIf.path("spared").path("uses").longValue()).isEqualTo(1);
        assertThat(whatIf.path("sparedPersons").longValue()).isEqualTo(1);
        assertThat(whatIf.path("stopped").path("uses").longValue()).isEqualTo(1);
        assertThat(found.path("instead").path("draft").stringValue()).hasSize(64);
    }

    private static String refusing(String... surfaces) {
        return "{\"version\":\"draft\",\"combine\":\"any\",\"rules\":[{\"id\":\"security\",\"sentence\":\"No ads.\",\"surfaces\":[\""
                + String.join("\",\"", surfaces) + "\"],\"effect\":\"refuse\"}]}";
    }

    @Test
    void an_incident_is_saved_reported_again_and_compared() {
        INCIDENT.agree("dan", "two-factor-enrolment");
        Instant used = INCIDENT.use("dan", "saved");
        String save =
                "{\"name\":\"security-numbers\",\"question\":{\"programmes\":[\"saved\"],\"zone\":\"Europe/Berlin\"}}";
        assertThat(INCIDENT.ask("/v1/incidents", save).path("reports").size()).isZero();
        assertThat(INCIDENT.ask("/v1/incidents", save).path("name").stringValue())
                .isEqualTo("security-numbers");
        HttpResponse<String> other = SERVICE.post("/v1/incidents", save.replace("Berlin", "Paris"));
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("/problems/incident-differs", "\"field\":\"name\"");

        String reports = "/v1/incidents/security-numbers/reports";
        JsonNode first = INCIDENT.ask(reports, "{}");
        INCIDENT.withdrawAt("dan", used.minusNanos(1_000));
        JsonNode second = INCIDENT.ask(reports, "{}");
        assertThat(List.of(
                        first.path("number").intValue(), second.path("number").intValue()))
                .containsExactly(1, 2);
        assertThat(INCIDENT.get(reports + "/1")).isEqualTo(first.path("reported"));
        assertThat(INCIDENT.get("/v1/incidents/security-numbers")
                        .path("reports")
                        .size())
                .isEqualTo(2);
        assertThat(INCIDENT.get("/v1/incidents").toString()).contains("security-numbers");
        assertThat(INCIDENT.get("/v1/incidents/security-numbers/changes?before=1&after=2")
                        .path("changes")
                        .path("moves")
                        .toString())
                .isEqualTo(
                        "[{\"before\":\"LAWFUL\",\"after\":\"LATE_BREACH\",\"counts\":{\"uses\":1,\"persons\":1,\"withoutAccount\":0,\"contactPoints\":1}}]");
        assertThat(SERVICE.get("/v1/incidents/another").statusCode()).isEqualTo(404);
        assertThat(SERVICE.get(reports + "/3").statusCode()).isEqualTo(404);
    }

    @Test
    void another_node_reports_the_same_bytes() {
        INCIDENT.agree("eve", "sign-up");
        INCIDENT.use("eve", "elsewhere");
        JsonNode here = INCIDENT.report("{\"programmes\":[\"elsewhere\"]}");
        long size = here.path("question").path("ledgerSize").longValue();
        try (TestService other = SERVICE.beside()) {
            String sized = "{\"programmes\":[\"elsewhere\"],\"ledgerSize\":" + size + "}";
            assertThat(other.post("/v1/incident-reports", sized).body())
                    .isEqualTo(SERVICE.post("/v1/incident-reports", sized).body());
            assertThat(new Incident(other).report(sized)).isEqualTo(here);
        }
    }

    @Test
    void of_ten_at_once_each_is_answered_or_told_to_come_again() throws Exception {
        INCIDENT.agree("fay", "sign-up");
        INCIDENT.use("fay", "crowd");
        try (ExecutorService threads = Executors.newFixedThreadPool(10)) {
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < 10; i++) {
                String zone = i % 2 == 0 ? "UTC" : "Europe/Berlin";
                answers.add(threads.submit(() -> SERVICE.post(
                        "/v1/incident-reports", "{\"programmes\":[\"crowd\"],\"zone\":\"" + zone + "\"}")));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                HttpResponse<String> response = answer.get();
                if (response.statusCode() == 503) {
                    assertThat(response.body()).contains("/problems/busy");
                } else {
                    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
                }
            }
        }
        assertThat(INCIDENT.report("{\"programmes\":[\"crowd\"]}")
                        .path("report")
                        .path("all")
                        .path("uses")
                        .longValue())
                .isEqualTo(1);
    }
}
