package org.consentledger.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.UUID;
import org.consentledger.api.Events;
import org.consentledger.api.RunningService;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Numbers given for security and matched to lists, told to a service and asked about. */
final class Incident {
    static final String PURPOSE = "incident.match";

    private final RunningService service;

    Incident(RunningService service) {
        this.service = service;
    }

    void define() {
        record("purpose.defined", "{\"purpose\":\"" + PURPOSE + "\",\"sentence\":\"Matching lists\"}", null);
    }

    /** Somebody who gave a number on a surface and agreed to be matched. */
    void agree(String person, String surface) {
        UUID collection = UUID.randomUUID();
        record(
                "contact-point.collected",
                "{\"person\":\"" + person + "\",\"value\":" + value(person) + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"" + surface
                        + "\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}",
                null);
        record(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"incident\",\"basis\":\"consent\"}",
                null);
        record("consent.changed", word(person, "given"), null);
    }

    /** A use done outside the gate; the moment it was recorded at. */
    Instant use(String person, String programme) {
        return use(person, programme, "acme");
    }

    /** A use by the platform itself, for a purpose that nobody assigned to the number. */
    void notify(String person, String purpose) {
        record("purpose.defined", "{\"purpose\":\"" + purpose + "\",\"sentence\":\"Telling news\"}", null);
        record(
                "contact-point.used",
                "{\"person\":\"" + person + "\",\"value\":" + value(person) + ",\"purpose\":\"" + purpose
                        + "\",\"programme\":\"sms-notifications\"}",
                null);
    }

    /** As {@link #use(String, String)}, for a named advertiser. */
    Instant use(String person, String programme, String advertiser) {
        JsonNode recorded = record(
                "contact-point.used",
                "{\"person\":\"" + person + "\",\"value\":" + value(person) + ",\"purpose\":\"" + PURPOSE
                        + "\",\"programme\":\"" + programme + "\",\"advertiser\":\"" + advertiser
                        + "\",\"audience\":\"spring\"}",
                null);
        return Instant.parse(get("/v1/facts/" + recorded.path("place").longValue())
                .path("recordedAt")
                .stringValue());
    }

    /** A withdrawal that took effect at an instant long before it is told; its id. */
    UUID withdrawAt(String person, Instant at) {
        UUID id = UUID.randomUUID();
        record(event(id, "consent.changed", word(person, "withdrawn"), at));
        return id;
    }

    void retract(UUID fact) {
        record(
                "fact.retracted",
                "{\"fact\":{\"source\":\"test\",\"id\":\"" + fact + "\"},\"reason\":\"typing-error\"}",
                null);
    }

    private static String word(String person, String status) {
        return "{\"person\":\"" + person + "\",\"purpose\":\"incident\",\"status\":\"" + status
                + "\",\"how\":\"web-form\"}";
    }

    private static String value(String person) {
        return "{\"channel\":\"email\",\"plain\":\"" + person + "@incident.example\"}";
    }

    private JsonNode record(String type, String data, @Nullable Instant at) {
        return record(event(UUID.randomUUID(), type, data, at));
    }

    private JsonNode record(ObjectNode event) {
        HttpResponse<String> recorded = service.post("/v1/facts", Events.text(event));
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        return Events.JSON.readTree(recorded.body());
    }

    private static ObjectNode event(UUID id, String type, String data, @Nullable Instant at) {
        ObjectNode event = Events.event(id.toString(), type, data);
        if (at != null) {
            event.put("time", at.toString());
        }
        return event;
    }

    JsonNode report(String question) {
        return ask("/v1/incident-reports", question);
    }

    JsonNode ask(String path, String body) {
        HttpResponse<String> answer = service.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Events.JSON.readTree(answer.body());
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = service.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Events.JSON.readTree(answer.body());
    }

    /** How many uses a report counts in a class. */
    static long uses(JsonNode answer, String useClass) {
        for (JsonNode line : answer.path("report").path("classes")) {
            if (line.path("useClass").stringValue().equals(useClass)) {
                return line.path("counts").path("uses").longValue();
            }
        }
        throw new AssertionError("a report lacks a class");
    }
}
