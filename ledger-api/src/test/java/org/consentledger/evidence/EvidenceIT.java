package org.consentledger.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.consentledger.api.Events;
import org.consentledger.api.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Verdicts taken away over HTTP, and checked as those do who take them. */
class EvidenceIT {
    private static final TestService SERVICE = new TestService("--ledger.log.interval=PT0.02S");
    private static final String PURPOSE = "evidence.match";
    private static final String NOTICE = "{\"notice\":\"evidence\",\"version\":\"1\",\"language\":\"en\"}";

    @BeforeAll
    static void define() {
        record("purpose.defined", "{\"purpose\":\"" + PURPOSE + "\",\"sentence\":\"Matching lists\"}");
        record("notice.published", "{\"notice\":" + NOTICE + ",\"text\":\"For matching.\"}");
    }

    private static UUID record(String type, String data) {
        UUID id = UUID.randomUUID();
        HttpResponse<String> recorded = SERVICE.post("/v1/facts", Events.text(Events.event(id.toString(), type, data)));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        return id;
    }

    /** Somebody whose number was collected and who agreed; the contact point. */
    private static String agreed(String person, String number) {
        UUID collection = UUID.randomUUID();
        record(
                "contact-point.collected",
                "{\"person\":\"" + person + "\",\"value\":" + value(number) + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"profile\",\"suppliedBy\":{\"kind\":\"person\"},\"notice\":" + NOTICE
                        + ",\"jurisdiction\":\"EU\"}");
        record(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"evidence\",\"basis\":\"consent\"}");
        record("consent.changed", word(person, "given"));
        return json(SERVICE.post(
                        "/v1/questions", question("\"value\":" + value(number) + ",\"person\":\"" + person + "\"", "")))
                .path("answers")
                .get(0)
                .path("question")
                .path("contactPoint")
                .stringValue();
    }

    private static String word(String person, String status) {
        return "{\"person\":\"" + person + "\",\"purpose\":\"evidence\",\"status\":\"" + status
                + "\",\"how\":\"web-form\"}";
    }

    private static String value(String number) {
        return "{\"channel\":\"phone\",\"plain\":\"" + number + "\"}";
    }

    private static String question(String about, String more) {
        return "{" + about + ",\"purpose\":\"" + PURPOSE + "\"" + more + "}";
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Events.JSON.readTree(answer.body());
    }

    /** The bundle, which holds whatever it is asked about. */
    private static ObjectNode bundle(String contactPoint, String more) {
        String body =
                question("\"contactPoint\":\"" + contactPoint + "\"", ",\"atLeast\":" + SERVICE.ledgerSize() + more);
        HttpResponse<String> answer = SERVICE.post("/v1/evidence/verdict", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        ObjectNode bundle = (ObjectNode) Events.JSON.readTree(bytes);
        String key = bundle.get("keys").get(0).stringValue();
        assertThat(refused(bytes, key)).isNull();
        assertThat(BundleCheck.holds(bytes)).isTrue();
        return bundle;
    }

    private static @Nullable String refused(byte[] bytes, String key) {
        return StandAlone.refused(bytes, key);
    }

    private static String reason(ObjectNode bundle) {
        return bundle.get("answer").get("reason").stringValue();
    }

    @Test
    void a_verdict_is_taken_away_and_holds() {
        String ann = agreed("ann", "+14155550101");
        ObjectNode bundle = bundle(ann, "");
        assertThat(reason(bundle)).isEqualTo("CONSENT");
        assertThat(bundle.get("suppression")).isNotEmpty();

        JsonNode asked = bundle.get("answer").get("question");
        JsonNode again = json(SERVICE.post(
                "/v1/questions",
                question(
                        "\"contactPoint\":\"" + ann + "\"",
                        ",\"at\":\"" + asked.get("at").stringValue() + "\",\"ledgerSize\":"
                                + asked.get("ledgerSize").longValue())));
        assertThat(again).isEqualTo(bundle.get("answer"));
    }

    @Test
    void a_word_and_its_retraction_are_in_it_and_at_an_earlier_size_they_are_only_there() {
        String bob = agreed("bob", "+14155550102");
        long before = SERVICE.ledgerSize();
        UUID withdrawal = record("consent.changed", word("bob", "withdrawn"));
        assertThat(reason(bundle(bob, ""))).isEqualTo("CONSENT_NEGATIVE");
        record(
                "fact.retracted",
                "{\"fact\":{\"source\":\"test\",\"id\":\"" + withdrawal + "\"},\"reason\":\"typing-error\"}");
        assertThat(reason(bundle(bob, ""))).isEqualTo("CONSENT");

        ObjectNode earlier = bundle(bob, ",\"ledgerSize\":" + before);
        assertThat(reason(earlier)).isEqualTo("CONSENT");
        assertThat(earlier.get("streams").toString()).contains("\"leaf\"");
    }

    @Test
    void an_erasure_breaks_no_proof_and_suppression_is_proven_for_others() {
        String cid = agreed("cid", "+14155550103");
        String dan = agreed("dan", "+14155550103");
        ObjectNode before = bundle(cid, "");
        long size = before.get("answer").get("question").get("ledgerSize").longValue();
        record("person.erased", "{\"person\":\"cid\",\"suppression\":true}");

        assertThat(reason(bundle(cid, ""))).isEqualTo("ERASED");
        ObjectNode suppressed = bundle(dan, "");
        assertThat(reason(suppressed)).isEqualTo("SUPPRESSED");
        assertThat(suppressed.get("suppression")).isNotEmpty();
        assertThat(reason(bundle(cid, ",\"ledgerSize\":" + size))).isEqualTo("CONSENT");
        record("suppression.lifted", "{\"person\":\"cid\"}");
        assertThat(reason(bundle(dan, ""))).isEqualTo("CONSENT");
        // What was taken away before goes on holding.
        assertThat(refused(
                        Events.JSON.writeValueAsBytes(before),
                        before.get("keys").get(0).stringValue()))
                .isNull();
    }

    @Test
    void that_there_is_nothing_is_proven_too() {
        assertThat(reason(bundle(UUID.randomUUID().toString(), ""))).isEqualTo("NO_RECORD");
        UUID never = UUID.randomUUID();
        record("sentinel.planted", "{\"contactPoint\":\"" + never + "\"}");
        ObjectNode bundle = bundle(never.toString(), "");
        assertThat(reason(bundle)).isEqualTo("NO_RECORD");
        assertThat(bundle.get("facts")).isNotEmpty();
    }

    @Test
    void policies_and_drafts_are_in_it() {
        String eve = agreed("eve", "+14155550105");
        String rules = "[{\"id\":\"never\",\"sentence\":\"Never.\",\"surfaces\":[\"profile\"],\"effect\":\"refuse\"}]";
        ObjectNode draft =
                bundle(eve, ",\"policy\":{\"version\":\"draft\",\"combine\":\"any\",\"rules\":" + rules + "}");
        assertThat(reason(draft)).isEqualTo("RULE");
        record("policy.adopted", "{\"policy\":{\"version\":\"evidence-1\",\"combine\":\"any\",\"rules\":[]}}");
        ObjectNode adopted = bundle(eve, ",\"policy\":\"evidence-1\"");
        assertThat(adopted.get("answer")
                        .get("question")
                        .get("policy")
                        .get("hypothetical")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void a_history_is_taken_away_with_uses_and_what_was_shown() {
        String fay = agreed("fay", "+14155550106");
        record("notice.served", "{\"person\":\"fay\",\"notice\":" + NOTICE + ",\"surface\":\"profile\"}");
        UUID use = record(
                "contact-point.used",
                "{\"person\":\"fay\",\"value\":" + value("+14155550106") + ",\"purpose\":\"" + PURPOSE
                        + "\",\"programme\":\"tailored\"}");
        record("fact.retracted", "{\"fact\":{\"source\":\"test\",\"id\":\"" + use + "\"},\"reason\":\"typing-error\"}");
        HttpResponse<String> answer = SERVICE.post(
                "/v1/evidence/history", "{\"contactPoint\":\"" + fay + "\",\"atLeast\":" + SERVICE.ledgerSize() + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        ObjectNode bundle = (ObjectNode) Events.JSON.readTree(bytes);
        assertThat(refused(bytes, bundle.get("keys").get(0).stringValue())).isNull();
        // Collected, assigned, agreed, served, used, retracted, and the notice.
        assertThat(bundle.get("facts")).hasSize(7);
        JsonNode told = json(SERVICE.get("/v1/contact-points/" + fay + "/history"));
        Set<Long> places = new TreeSet<>();
        bundle.get("facts").forEach(fact -> places.add(fact.get("place").longValue()));
        told.get("facts")
                .forEach(fact -> assertThat(places).contains(fact.get("place").longValue()));
    }

    @Test
    void what_the_ledger_has_not_reached_is_refused() {
        String body = question("\"contactPoint\":\"" + UUID.randomUUID() + "\"", ",\"ledgerSize\":999999999");
        assertThat(SERVICE.post("/v1/evidence/verdict", body).statusCode()).isEqualTo(422);
    }
}
