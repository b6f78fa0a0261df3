package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A node whose ledger holds a fact that a newer version wrote. */
class UnreadableFactIT {
    /** One of its own: what it holds is spoilt. */
    private static final TestService SERVICE = new TestService();

    private static final String PREFIX = "0bad0000";
    private static final String COLLECTED = PREFIX + "-0000-4000-8000-000000000004";
    private static final String PROBLEM = "{\"type\":\"https://consentledger.org/problems/fact-unreadable\","
            + "\"title\":\"The ledger holds a fact that this version of the service cannot read\",\"status\":503,\"retry\":true}";

    private static String point = "";

    @BeforeAll
    static void spoil_a_collection() throws SQLException {
        List<ObjectNode> events =
                List.copyOf(Events.everyType(PREFIX, "unreadable").values());
        for (ObjectNode event : events.subList(0, 4)) {
            HttpResponse<String> recorded = SERVICE.post("/v1/facts", Events.text(event));
            assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        }
        JsonNode answers = Events.JSON.readTree(SERVICE.post(
                        "/v1/questions",
                        "{\"person\":\"unreadable\",\"value\":{\"channel\":\"email\",\"plain\":\"unreadable@example.com\"},"
                                + "\"purpose\":\"security.two-factor\"}")
                .body());
        point = answers.at("/answers/0/question/contactPoint").asString();
        assertThat(SERVICE.get("/v1/facts/4").body()).contains("contact-point.collected");
        try (Connection owner = SERVICE.database().connectAsOwner();
                Statement statement = owner.createStatement()) {
            statement.execute("set session_replication_role = replica"); // no trigger refuses it
            statement.execute("update ledger.fact set entry = decode(replace(encode(entry, 'hex'),"
                    + " encode('contact-point.collected', 'hex'), encode('contact-point.unheard-of', 'hex')), 'hex')"
                    + " where place = 4");
        }
    }

    private static void assertUnreadable(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).isEqualTo(PROBLEM);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    private static String retraction() {
        return Events.text(Events.event(
                UUID.randomUUID().toString(),
                "fact.retracted",
                "{\"fact\":{\"source\":\"test\",\"id\":\"" + COLLECTED + "\"},\"reason\":\"typing-error\"}"));
    }

    @Test
    void says_so_at_the_facts_place() {
        assertUnreadable(SERVICE.get("/v1/facts/4"));
        assertThat(SERVICE.get("/v1/facts/3").statusCode()).isEqualTo(200);
    }

    @Test
    void says_so_in_histories_and_verdicts() {
        assertUnreadable(SERVICE.get("/v1/contact-points/" + point + "/history"));
        assertUnreadable(SERVICE.post("/v1/histories", "{\"person\":\"unreadable\"}"));
        assertUnreadable(SERVICE.get("/v1/contact-points/" + point + "/verdict?purpose=security.two-factor"));
    }

    @Test
    void cannot_say_whether_the_fact_may_be_retracted_and_records_nothing() {
        long size = SERVICE.ledgerSize();
        assertUnreadable(SERVICE.post("/v1/facts", retraction()));
        assertThat(SERVICE.ledgerSize()).isEqualTo(size);
    }

    @Test
    void holds_up_nothing_that_was_sent_with_an_erasure_of_whom_the_fact_is_about() {
        List<String> sent = List.of(
                sent("0bad0002", "somebody", "contact-point.used"),
                sent("0bad0003", "unreadable", "person.erased"),
                sent("0bad0004", "somebody", "contact-point.used"));
        long size = SERVICE.ledgerSize();
        assertThat(SERVICE.bulk(String.join("\n", sent)).body())
                .startsWith("{\"line\":1,\"place\":" + (size + 1) + "}\n{\"line\":2,\"problem\":" + PROBLEM
                        + "}\n{\"line\":3,\"place\":" + (size + 2) + "}\n");
    }

    private static String sent(String prefix, String person, String type) {
        return Events.text(
                Objects.requireNonNull(Events.everyType(prefix, person).get(type)));
    }

    @Test
    void holds_up_nothing_that_was_sent_with_the_retraction() {
        long size = SERVICE.ledgerSize();
        // Of another source: a steward takes nothing back where he reported himself.
        String purpose = sent("0bad0001", "somebody", "purpose.defined").replace("\"test\"", "\"stewards\"");
        assertThat(SERVICE.bulk(retraction() + "\n" + purpose).body())
                .startsWith("{\"line\":1,\"problem\":" + PROBLEM + "}\n{\"line\":2,\"place\":" + (size + 1) + "}\n");
    }
}
