package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A node that does not come up to the ledger, because its view is held where it is. */
class LaggingNodeIT {
    private static final TestService LAGGING = new TestService("--ledger.answering.patience=PT0.2S");
    private static final String ROW = "hash\n" + "0".repeat(64) + "\n";
    private static final AtomicInteger PERSONS = new AtomicInteger();

    private final String person = "lagging-" + PERSONS.incrementAndGet();
    private final String prefix = "1a" + String.format(Locale.ROOT, "%06d", PERSONS.get());
    private final Map<String, ObjectNode> events = Events.everyType(prefix, person);
    private final String value = "\"value\":{\"channel\":\"email\",\"plain\":\"" + person + "@example.com\"}";

    private @Nullable HeldView held;
    private long size;
    private String point = "";
    private String answered = "";

    @BeforeEach
    void erase_somebody_while_the_view_is_held() throws SQLException {
        List<ObjectNode> all = List.copyOf(events.values());
        record(all.subList(0, 9));
        JsonNode answer = untilAnswered(byValue(null)).path("answers").get(0);
        point = answer.at("/question/contactPoint").asString();
        size = answer.at("/question/ledgerSize").asLong();
        answered = LAGGING.get(pinned(size)).body();
        assertThat(answered).startsWith("{\"verdict\":");

        held = new HeldView(LAGGING);
        record(all.subList(9, 10));
        held.awaitMover();
        // Behind what the node is busy with, so that it hears nothing of it.
        record(List.of(events.get("person.erased")));
    }

    @AfterEach
    void let_go() throws SQLException {
        if (held != null) {
            held.close();
        }
    }

    private static void record(List<ObjectNode> facts) {
        HttpResponse<String> response =
                LAGGING.bulk(facts.stream().map(Events::text).collect(Collectors.joining("\n")));
        assertThat(response.body()).contains("\"recorded\":" + facts.size());
    }

    private static JsonNode untilAnswered(String question) {
        HttpResponse<String> response = LAGGING.post("/v1/questions", question);
        while (response.statusCode() == 503) {
            response = LAGGING.post("/v1/questions", question);
        }
        return Events.JSON.readTree(response.body());
    }

    private String byValue(@Nullable Long ledgerSize) {
        return "{" + value + ",\"purpose\":\"security.two-factor\",\"ledgerSize\":" + ledgerSize + "}";
    }

    private static String check(String item) {
        return "{\"purpose\":\"security.two-factor\",\"channel\":\"email\",\"items\":[{" + item + "}]}";
    }

    private String verdict() {
        return "/v1/contact-points/" + point + "/verdict?purpose=security.two-factor";
    }

    private String pinned(long at) {
        return verdict() + "&at=2999-01-01T00:00:00Z&ledgerSize=" + at;
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(503);
        assertThat(response.body()).contains("/problems/ledger-unavailable", "\"retry\":true");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void refuses_what_may_rest_on_facts_that_it_has_not_read() {
        assertUnavailable(LAGGING.get(verdict()));
        assertUnavailable(LAGGING.get(pinned(size + 1)));
        assertUnavailable(LAGGING.get("/v1/contact-points/" + point + "/history"));
        assertUnavailable(LAGGING.post("/v1/histories", "{\"person\":\"" + person + "\"}"));
        assertUnavailable(LAGGING.post("/v1/histories", "{" + value + "}"));
        assertUnavailable(LAGGING.post("/v1/checks", check("\"plain\":\"" + person + "@example.com\"")));
        assertUnavailable(LAGGING.post("/v1/checks", check("\"plain\":\"nobody@example.com\"")));
        assertUnavailable(LAGGING.list("/v1/checks/bulk?purpose=security.two-factor", ROW));
        assertUnavailable(LAGGING.list("/v1/questions/bulk?purpose=security.two-factor", ROW));
        assertUnavailable(
                LAGGING.list("/v1/runs/" + UUID.randomUUID() + "?programme=any&purpose=security.two-factor", ROW));
    }

    @Test
    void answers_about_an_id_at_an_earlier_size_as_ever() {
        assertThat(LAGGING.get(pinned(size)).body()).isEqualTo(answered);
        assertThat(LAGGING.get(pinned(size + 3)).statusCode())
                .as("a size that the ledger has not reached")
                .isEqualTo(422);
    }

    @Test
    void finds_nobody_by_value_who_may_be_erased_at_whatever_size() {
        assertUnavailable(LAGGING.post("/v1/questions", byValue(size)));
    }

    @Test
    void goes_on_where_it_stopped_and_forgets_the_erased() throws SQLException {
        let_go();
        JsonNode answers = untilAnswered(byValue(size)).path("answers");
        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).path("reason").asString()).isEqualTo("NO_RECORD");
        assertThat(LAGGING.get(pinned(size)).body()).isEqualTo(answered);
    }
}
