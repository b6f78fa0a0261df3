package org.consentledger.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.consentledger.api.Events;
import org.consentledger.api.RunningService;
import tools.jackson.databind.JsonNode;

/** Persons with an e-mail address each, who agree to one purpose and withdraw, told to a service. */
final class Members {
    private final RunningService service;
    private final String purpose;

    /** Defines the purpose. */
    Members(RunningService service, String purpose) {
        this.service = service;
        this.purpose = purpose;
        record(event("purpose.defined", "{\"purpose\":\"" + purpose + "\",\"sentence\":\"Ads\"}"));
    }

    private static String event(String type, String data) {
        return Events.text(Events.event(UUID.randomUUID().toString(), type, data));
    }

    private static String value(String name) {
        return "{\"channel\":\"email\",\"plain\":\"" + name + "@example.com\"}";
    }

    /** Records one fact through {@code node}; its place. */
    static long record(RunningService node, String event) {
        HttpResponse<String> recorded = node.post("/v1/facts", event);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
        return Events.JSON.readTree(recorded.body()).path("place").asLong();
    }

    private long record(String event) {
        return record(service, event);
    }

    /** Somebody who has said nothing yet. */
    List<String> joining(String name) {
        UUID collection = UUID.randomUUID();
        return List.of(
                event(
                        "contact-point.collected",
                        "{\"person\":\"" + name + "\",\"value\":" + value(name) + ",\"collection\":\"" + collection
                                + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}"),
                event(
                        "purpose.assigned",
                        "{\"collection\":\"" + collection + "\",\"purpose\":\"" + purpose
                                + "\",\"basis\":\"consent\"}"));
    }

    String word(String name, String status) {
        return event(
                "consent.changed",
                "{\"person\":\"" + name + "\",\"purpose\":\"" + purpose + "\",\"status\":\"" + status
                        + "\",\"how\":\"web-form\"}");
    }

    /** Persons who agree, all at once. */
    void agree(String... names) {
        var events = new ArrayList<String>();
        for (String name : names) {
            events.addAll(joining(name));
            events.add(word(name, "given"));
        }
        HttpResponse<String> recorded = service.bulk(String.join("\n", events));
        assertThat(recorded.body()).contains("\"recorded\":" + events.size() + ",");
    }

    long say(String name, String status) {
        return record(word(name, status));
    }

    long adopt(String version) {
        return record(event(
                "policy.adopted", "{\"policy\":{\"version\":\"" + version + "\",\"combine\":\"any\",\"rules\":[]}}"));
    }

    /** Of somebody who may be matched. */
    String contactPoint(String name) {
        HttpResponse<String> answer =
                service.post("/v1/checks", "{\"purpose\":\"" + purpose + "\",\"items\":[" + value(name) + "]}");
        JsonNode found = Events.JSON.readTree(answer.body()).at("/results/0/contactPoints/0/contactPoint");
        return found.asString();
    }
}
