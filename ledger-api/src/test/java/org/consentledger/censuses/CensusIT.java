package org.consentledger.censuses;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.consentledger.api.Events;
import org.consentledger.api.HeldView;
import org.consentledger.api.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Three persons, one of them unknown, and a sentinel, counted over HTTP. */
class CensusIT {
    private static final TestService SERVICE =
            new TestService("--ledger.answering.patience=PT0.5S", "--ledger.census.at-once=1");
    /** Of the ledger that all but one are asked about. */
    private static long size;

    private static final String PERIOD = "\"since\":\"2013-04-30\",\"until\":\"2016-06-01\"";

    @BeforeAll
    static void record() {
        String notice = "{\"notice\":\"privacy\",\"version\":\"1\",\"language\":\"en\"}";
        tell("2013-01-01", "purpose.defined", "{\"purpose\":\"security\",\"sentence\":\"Signing in safely\"}");
        tell("2014-01-01", "purpose.defined", "{\"purpose\":\"ads.match\",\"sentence\":\"Matching lists\"}");
        tell(
                "2013-01-01",
                "notice.published",
                "{\"notice\":" + notice + ",\"text\":\"We match lists.\",\"discloses\":[\"ads.match\"]}");
        collect("2013-05-01", "\"person\":\"one\",", "email", "one@example.com", "ads", "consent");
        collect("2013-05-01", "\"person\":\"two\",", "phone", "+14155550142", "security", "contract");
        collect("2013-05-01", "", "phone", "+14155550143", "ads", "consent");
        collect("2013-05-01", "\"person\":\"trap\",", "email", "trap@example.com", "ads", "contract");
        tell(
                "2013-05-01",
                "sentinel.planted",
                "{\"person\":\"trap\",\"value\":{\"channel\":\"email\",\"plain\":\"trap@example.com\"}}");
        tell("2014-06-01", "notice.served", "{\"person\":\"one\",\"notice\":" + notice + ",\"surface\":\"sign-up\"}");
        say("2015-01-01", "given");
        say("2016-01-01", "withdrawn");
        size = SERVICE.ledgerSize();
    }

    private static void say(String date, String status) {
        tell(
                date,
                "consent.changed",
                "{\"person\":\"one\",\"purpose\":\"ads\",\"status\":\"" + status + "\",\"how\":\"web-form\"}");
    }

    private static void collect(
            String date, String person, String channel, String value, String purpose, String basis) {
        UUID collection = UUID.randomUUID();
        tell(
                date,
                "contact-point.collected",
                "{" + person + "\"value\":{\"channel\":\"" + channel + "\",\"plain\":\"" + value
                        + "\"},\"collection\":\"" + collection
                        + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"US\"}");
        tell(
                date,
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"" + purpose + "\",\"basis\":\"" + basis + "\"}");
    }

    /** Known as it happened, at noon. */
    private static void tell(String date, String type, String data) {
        ObjectNode event = Events.event(UUID.randomUUID().toString(), type, data);
        event.put("time", date + "T12:00:00Z");
        event.put("knownat", date + "T12:00:00Z");
        HttpResponse<String> recorded = SERVICE.post("/v1/facts", Events.text(event));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
    }

    private static JsonNode census(String question) {
        HttpResponse<String> answer = SERVICE.post("/v1/census", "{" + question + ",\"ledgerSize\":" + size + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Events.JSON.readTree(answer.body());
    }

    private static JsonNode purpose(JsonNode day, String purpose) {
        return day.path("purposes")
                .valueStream()
                .filter(one -> one.path("purpose").asString().equals(purpose))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void every_day_of_a_period_has_its_counts() {
        JsonNode answer = census(PERIOD);
        assertThat(answer.path("days").size()).isEqualTo(1_128);
        assertThat(answer.path("question").path("purposes").toString()).isEqualTo("[\"ads.match\",\"security\"]");
        for (JsonNode day : answer.path("days")) {
            String on = day.path("on").asString();
            assertThat(day.path("at").asString()).isEqualTo(on + "T00:00:00Z");
            assertThat(day.path("purposes").size()).as(on).isEqualTo(on.compareTo("2014-01-01") > 0 ? 2 : 1);
            int persons = on.compareTo("2013-05-01") > 0 ? 2 : 0;
            assertThat(purpose(day, "security").path("persons").path("total").asInt())
                    .as(on)
                    .isEqualTo(persons);
            assertThat(purpose(day, "security")
                            .path("persons")
                            .path("permitted")
                            .asInt())
                    .as(on)
                    .isEqualTo(persons / 2);
            assertThat(purpose(day, "security")
                            .path("contactPoints")
                            .path("total")
                            .asInt())
                    .as(on)
                    .isEqualTo(2 * persons);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2014-01-02, 0, 1, '{}'",
        "2014-06-01, 0, 1, '{}'",
        "2014-06-02, 0, 0, '{\"CONSENT_MISSING\":1}'",
        "2015-01-02, 1, 0, '{}'",
        "2016-01-02, 0, 0, '{\"CONSENT_NEGATIVE\":1}'"
    })
    void one_of_them_is_told_and_consents_and_withdraws(String on, int permitted, int neverAsked, String refused) {
        JsonNode counted = purpose(
                census("\"on\":\"" + on + "\",\"purposes\":[\"ads.match\"]")
                        .path("days")
                        .get(0),
                "ads.match");
        JsonNode persons = counted.path("persons");
        ((ObjectNode) persons.path("refused")).remove("PURPOSE_NOT_ASSIGNED");
        assertThat(persons.path("permitted").asInt()).isEqualTo(permitted);
        assertThat(persons.path("neverAsked").asInt()).isEqualTo(neverAsked);
        assertThat(persons.path("refused").toString()).isEqualTo(refused);
        assertThat(counted.path("unknownPersons").toString())
                .isEqualTo("{\"total\":1,\"permitted\":0,\"neverAsked\":1,\"refused\":{}}");
        assertThat(counted.path("contactPoints")
                        .path("refused")
                        .path("SENTINEL")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void the_same_coordinates_have_the_same_bytes_whatever_is_recorded_since() {
        String pinned = "{" + PERIOD + ",\"ledgerSize\":" + size + "}";
        String before = SERVICE.post("/v1/census", pinned).body();
        collect("2014-01-01", "\"person\":\"late\",", "email", "late@example.com", "ads", "contract");
        assertThat(SERVICE.post("/v1/census", pinned).body()).isEqualTo(before);
        JsonNode now =
                Events.JSON.readTree(SERVICE.post("/v1/census", "{" + PERIOD + ",\"atLeast\":" + (size + 2) + "}")
                        .body());
        JsonNode last = now.path("days").get(1_127);
        assertThat(purpose(last, "ads.match").path("persons").path("permitted").asInt())
                .isEqualTo(1);
        assertThat(now.path("root").asString())
                .isEqualTo(Events.JSON
                        .readTree(SERVICE.get("/v1/ledger").body())
                        .path("root")
                        .asString())
                .isNotEqualTo(Events.JSON.readTree(before).path("root").asString());
    }

    @Test
    void a_draft_is_counted_under_and_stands_in_the_answer() {
        JsonNode answer =
                census("\"on\":\"2015-01-02\",\"policy\":{\"version\":\"none\",\"combine\":\"any\",\"rules\":["
                        + "{\"id\":\"never\",\"sentence\":\"Never.\",\"usedFor\":\"ads\",\"effect\":\"refuse\"}]}");
        JsonNode policy = answer.path("question").path("policy");
        assertThat(policy.path("hypothetical").asBoolean()).isTrue();
        assertThat(policy.path("draft").asString()).hasSize(64);
        JsonNode day = answer.path("days").get(0);
        assertThat(day.path("policy").asString()).isEqualTo("none");
        assertThat(purpose(day, "ads.match").path("persons").toString())
                .isEqualTo("{\"total\":2,\"permitted\":0,\"neverAsked\":0,\"refused\":{\"RULE\":2}}");
    }

    @Test
    void as_csv_each_line_has_the_columns_of_the_first() {
        HttpResponse<String> answer = SERVICE.send(SERVICE.request("/v1/census")
                .header("Content-Type", "application/json")
                .header("Accept", "text/csv")
                .POST(BodyPublishers.ofString("{\"on\":\"2015-01-02\",\"ledgerSize\":" + size + "}")));
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        List<String> lines = answer.body().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.getFirst()).startsWith("on,at,policy,purpose,counted,permitted,neverAsked,ERASED,");
        assertThat(lines.get(1))
                .startsWith("2015-01-02,2015-01-02T00:00:00Z,\"\",ads.match,persons,1,0,0,")
                .contains("," + size + ",");
        int columns = lines.getFirst().split(",").length;
        assertThat(lines).allSatisfy(line -> assertThat(line.split(",")).hasSize(columns));
    }

    @Test
    void one_too_many_at_once_is_told_to_come_again() throws SQLException {
        try (var held = new HeldView(SERVICE)) {
            say("2016-05-01", "refused");
            held.awaitMover();
            // Each waits for the view for half a second, and in vain.
            List<String> problems = Stream.generate(() ->
                            CompletableFuture.supplyAsync(() -> SERVICE.post("/v1/census", "{\"on\":\"2015-01-02\"}")
                                    .body()))
                    .limit(2)
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            assertThat(problems)
                    .anySatisfy(problem -> assertThat(problem).contains("problems/busy", "\"retry\":true"))
                    .anySatisfy(problem -> assertThat(problem).contains("problems/ledger-unavailable"));
        }
    }
}
