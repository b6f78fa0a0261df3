package org.consentledger.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.consentledger.api.BareRequest;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.consentledger.law.PersonId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What each role may not do where the table of routes lets it in. */
class RightsIT {
    private static final TestService SERVICE = TestService.RUNNING;
    private static final String DEFINED = "{\"purpose\":\"rights\",\"sentence\":\"A purpose\"}";

    private static ObjectNode event(String type, String data) {
        return Events.event(UUID.randomUUID().toString(), type, data);
    }

    private static HttpResponse<String> report(String key, ObjectNode event) {
        return send(key, "/v1/facts", Events.text(event));
    }

    private static HttpResponse<String> send(String key, String path, String body) {
        return SERVICE.send(SERVICE.nobodys(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> get(String key, String path) {
        return SERVICE.send(
                SERVICE.nobodys(path).header("Authorization", "Bearer " + key).GET());
    }

    private static String own(Role role, String name) {
        return SERVICE.draw(new Caller(name + UUID.randomUUID(), role, Set.of(), Set.of(), null));
    }

    private static void assertForbidden(HttpResponse<String> answer, String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/forbidden", "\"field\":\"" + field + "\"");
    }

    @Test
    void only_an_importer_says_that_something_was_known_before() {
        ObjectNode served = event(
                "notice.served",
                "{\"person\":\"rights-1\",\"notice\":{\"notice\":\"n\",\"version\":\"1\",\"language\":\"en\"},\"surface\":\"a\"}");
        served.put("time", "2020-01-01T00:00:00Z").put("knownat", "2020-01-01T00:00:00Z");
        assertForbidden(report(SERVICE.keys().of(Role.RECORDER), served), "knownat");
        assertThat(report(SERVICE.keys().of(Role.IMPORTER), served).statusCode())
                .isEqualTo(201);
    }

    @Test
    void a_recorder_adopts_no_policy_and_a_steward_collects_nothing() {
        assertForbidden(report(SERVICE.keys().of(Role.RECORDER), event("purpose.defined", DEFINED)), "type");
        assertForbidden(
                report(
                        SERVICE.keys().of(Role.STEWARD),
                        event(
                                "purpose.revoked",
                                "{\"collection\":\"" + UUID.randomUUID() + "\",\"purpose\":\"rights\"}")),
                "type");
    }

    @Test
    void only_a_steward_who_did_not_report_it_takes_a_fact_back() {
        String reporter = own(Role.STEWARD, "reporter");
        ObjectNode defined = event("purpose.defined", DEFINED).put("source", "rights-stewards");
        assertThat(report(reporter, defined).statusCode()).isEqualTo(201);
        ObjectNode retraction = event(
                "fact.retracted",
                "{\"fact\":{\"source\":\"rights-stewards\",\"id\":\""
                        + defined.path("id").asString() + "\"},\"reason\":\"wrong\"}");
        assertForbidden(report(SERVICE.keys().of(Role.IMPORTER), retraction), "type");
        assertForbidden(report(SERVICE.keys().of(Role.RECORDER), retraction), "type");
        assertForbidden(report(reporter, retraction), "data.fact");
        assertThat(report(own(Role.STEWARD, "other"), retraction).statusCode()).isEqualTo(201);
    }

    @Test
    void in_bulk_a_line_that_may_not_be_reported_is_refused_and_the_others_are_not() {
        HttpResponse<String> answer = SERVICE.send(
                SERVICE.request(Role.RECORDER, "/v1/facts/bulk")
                        .header("Content-Type", "application/x-ndjson")
                        .POST(
                                BodyPublishers.ofString(
                                        Events.text(event("purpose.defined", DEFINED)) + "\n"
                                                + Events.text(
                                                        event(
                                                                "notice.served",
                                                                "{\"person\":\"rights-2\",\"notice\":{\"notice\":\"n\",\"version\":\"1\",\"language\":\"en\"},\"surface\":\"a\"}")))));
        assertThat(answer.body()).contains("/problems/forbidden", "\"recorded\":1,\"before\":0,\"refused\":1");
    }

    @Test
    void a_person_asks_and_speaks_for_themself_alone() {
        PersonId own = PersonId.parse("p-" + UUID.randomUUID());
        PersonId other = PersonId.parse("p-" + UUID.randomUUID());
        String key = SERVICE.draw(new Caller("person", Role.PERSON, Set.of(), Set.of(), own));
        assertThat(get(key, "/v1/persons/" + own + "/history").statusCode()).isEqualTo(200);
        assertThat(get(key, "/v1/persons/" + other + "/history").statusCode()).isEqualTo(403);
        assertThat(send(key, "/v1/histories", "{\"person\":\"rights-3\"}").statusCode())
                .isEqualTo(403);
        assertForbidden(report(key, word("\"personId\":\"" + other + "\"")), "data.personId");
        assertForbidden(report(key, word("\"person\":\"rights-3\"")), "data.personId");
        // Nobody is behind the surrogate: the ledger says so, and not that the person may not.
        assertThat(report(key, word("\"personId\":\"" + own + "\"")).statusCode())
                .isEqualTo(422);
    }

    private static ObjectNode word(String person) {
        return event(
                "consent.changed",
                "{" + person + ",\"purpose\":\"rights\",\"status\":\"withdrawn\",\"how\":\"web-form\"}");
    }

    @Test
    void a_matcher_sees_no_history() {
        String key = SERVICE.keys().of(Role.MATCHER);
        String point = UUID.randomUUID().toString();
        assertThat(get(key, "/v1/contact-points/" + point + "/history").statusCode())
                .isEqualTo(403);
        assertThat(get(key, "/v1/contact-points/" + point + "/verdict?purpose=rights")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get(key, "/v1/facts/1").statusCode()).isEqualTo(403);
        assertThat(send(key, "/v1/histories", "{\"person\":\"rights-3\"}").statusCode())
                .isEqualTo(403);
        assertThat(send(key, "/v1/questions", "{\"contactPoint\":\"" + point + "\",\"purpose\":\"rights\"}")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void a_confined_caller_reaches_nothing_outside() {
        String matcher = SERVICE.draw(new Caller("confined-matcher", Role.MATCHER, Set.of("tailored"), Set.of(), null));
        String run = "/v1/runs/" + UUID.randomUUID() + "?purpose=rights&profile=plain-1&channel=email&programme=";
        HttpResponse<String> outside = SERVICE.send(list(matcher, run + "partner"));
        assertForbidden(outside, "programme");
        assertThat(SERVICE.send(list(matcher, run + "tailored")).statusCode()).isNotEqualTo(403);
        assertThat(send(matcher, "/v1/checks", "{}").statusCode())
                .as("names no programme")
                .isEqualTo(403);

        String investigator =
                SERVICE.draw(new Caller("confined-investigator", Role.INVESTIGATOR, Set.of(), Set.of("EU"), null));
        assertForbidden(send(investigator, "/v1/incident-reports", "{}"), "jurisdictions");
        assertForbidden(
                send(investigator, "/v1/incident-reports", "{\"jurisdictions\":[\"EU\",\"US\"]}"), "jurisdictions");
        assertThat(send(investigator, "/v1/incident-reports", "{\"jurisdictions\":[\"EU\"]}")
                        .statusCode())
                .isNotEqualTo(403);
        assertThat(get(investigator, "/v1/facts/1").statusCode()).isEqualTo(403);
    }

    private static HttpRequest.Builder list(String key, String path) {
        return SERVICE.nobodys(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString("hash\n"));
    }

    /** None of them is another way to a history, or to anything else. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/ledger/../persons/PERSON/history",
                "/v1/ledger/%2e%2e/persons/PERSON/history",
                "/v1/ledger/..%2fpersons/PERSON/history",
                "/v1//persons/PERSON/history",
                "/v1/persons/PERSON/history/",
                "/v1/persons/PERSON/history;a=b",
                "/v1/persons;/PERSON/history",
                "/V1/persons/PERSON/history",
                "/v1/persons/PERSON/history%20",
                "/v1/persons/PERSON/%68istory",
                "/v1/persons/PERSON/history%00",
                "/v1\\\\persons\\\\PERSON\\\\history",
                "/v1/persons/PERSON/history.json"
            })
    void no_path_leads_around_the_table(String path) throws Exception {
        String target = path.replace("PERSON", "p-00000000-0000-4000-8000-000000000009");
        String head = " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: Bearer "
                + SERVICE.keys().of(Role.MATCHER) + "\r\n\r\n";
        try (BareRequest request = BareRequest.sent(SERVICE.port(), "GET " + target + head)) {
            assertThat(request.answerUntil("\\z.^")).containsPattern("^HTTP/1.1 (400|403|404|405)");
        }
    }

    @Test
    void headers_beyond_their_bound_are_not_read() throws Exception {
        try (BareRequest request = BareRequest.sent(
                SERVICE.port(),
                "GET /v1/ledger HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + SERVICE.keys().of(Role.REGULATOR) + "\r\nX-Large: " + "a".repeat(17_000) + "\r\n\r\n")) {
            assertThat(request.answerUntil("\\}")).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void two_keys_are_nobodys() {
        HttpRequest.Builder request = SERVICE.nobodys("/v1/ledger")
                .header("Authorization", "Bearer " + SERVICE.keys().of(Role.MATCHER))
                .header("Authorization", "Bearer " + SERVICE.keys().of(Role.REGULATOR));
        assertThat(SERVICE.send(request.GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void a_refusal_says_nothing_of_what_was_sent_and_how_to_be_known() {
        HttpResponse<String> answer =
                SERVICE.send(SERVICE.nobodys("/v1/ledger?secret=1").GET());
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"https://consentledger.org/problems/unauthenticated\","
                        + "\"title\":\"Who asks is not known\",\"status\":401}");
    }

    @Test
    void answers_carry_the_headers_that_keep_browsers_from_harm() {
        HttpResponse<String> answer = SERVICE.get("/v1/ledger");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Content-Security-Policy"))
                .hasValue("default-src 'none'; frame-ancestors 'none'");
    }
}
