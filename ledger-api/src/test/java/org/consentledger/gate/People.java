package org.consentledger.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.consentledger.api.Events;
import org.consentledger.api.RunningService;
import org.consentledger.identity.Sha256;
import tools.jackson.databind.JsonNode;

/** Persons with an e-mail address each, told to a service, and lists that they stand in. */
final class People {
    static final String PURPOSE = "gate.match";

    private final RunningService service;

    People(RunningService service) {
        this.service = service;
    }

    void define() {
        record("purpose.defined", "{\"purpose\":\"" + PURPOSE + "\",\"sentence\":\"Matching lists\"}");
    }

    /** Somebody who agreed to be matched. */
    void agree(String... names) {
        var events = new ArrayList<String>();
        for (String name : names) {
            UUID collection = UUID.randomUUID();
            events.add(
                    event(
                            "contact-point.collected",
                            "{\"person\":\"" + name + "\",\"value\":" + value(name) + ",\"collection\":\"" + collection
                                    + "\",\"surface\":\"sign-up\",\"suppliedBy\":{\"kind\":\"person\"},\"jurisdiction\":\"EU\"}"));
            events.add(event(
                    "purpose.assigned",
                    "{\"collection\":\"" + collection + "\",\"purpose\":\"gate\",\"basis\":\"consent\"}"));
            events.add(word(name, "given"));
        }
        HttpResponse<String> recorded = service.bulk(String.join("\n", events));
        assertThat(recorded.body()).contains("\"recorded\":" + events.size() + ",");
    }

    void withdraw(String name) {
        record(word(name, "withdrawn"));
    }

    void trap(String name) {
        agree(name);
        plant(name);
    }

    void plant(String name) {
        record("sentinel.planted", "{\"person\":\"" + name + "\",\"value\":" + value(name) + "}");
    }

    /** A use that was done outside the gate. */
    void report(String name) {
        used("\"person\":\"" + name + "\",\"value\":" + value(name));
    }

    /** As {@link #report}, by the contact point's id. */
    void reportPoint(String contactPoint) {
        used("\"contactPoint\":\"" + contactPoint + "\"");
    }

    private void used(String target) {
        record("contact-point.used", "{" + target + ",\"purpose\":\"" + PURPOSE + "\",\"programme\":\"outside\"}");
    }

    private static String word(String name, String status) {
        return event(
                "consent.changed",
                "{\"person\":\"" + name + "\",\"purpose\":\"gate\",\"status\":\"" + status
                        + "\",\"how\":\"web-form\"}");
    }

    private void record(String type, String data) {
        record(event(type, data));
    }

    private void record(String event) {
        HttpResponse<String> recorded = service.post("/v1/facts", event);
        assertThat(recorded.statusCode()).as(recorded.body()).isEqualTo(201);
    }

    private static String event(String type, String data) {
        return Events.text(Events.event(UUID.randomUUID().toString(), type, data));
    }

    private static String value(String name) {
        return "{\"channel\":\"email\",\"plain\":\"" + name + "@gmail.com\"}";
    }

    static String list(String... names) {
        return Stream.concat(Stream.of("hash"), Arrays.stream(names).map(People::hash))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String hash(String name) {
        return HexFormat.of().formatHex(Sha256.ofText(name + "@gmail.com").bytes());
    }

    /** What the gate answered: rows, and the receipt behind them. */
    record Matched(List<JsonNode> rows, JsonNode receipt) {
        boolean permitted(int row) {
            return rows.get(row).path("permitted").asBoolean(false);
        }

        List<Boolean> permitted() {
            return rows.stream()
                    .map(row -> row.path("permitted").asBoolean(false))
                    .toList();
        }
    }

    static String path(UUID run, String programme) {
        return "/v1/runs/" + run + "?purpose=" + PURPOSE + "&profile=plain-1&channel=email&programme=" + programme
                + "&advertiser=acme&list=spring";
    }

    HttpRequest.Builder request(UUID run, String programme, String list) {
        return service.request(path(run, programme))
                .header("Content-Type", "text/csv")
                .POST(BodyPublishers.ofString(list));
    }

    Matched match(UUID run, String programme, String list) {
        HttpResponse<String> answer = service.send(request(run, programme, list));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        List<JsonNode> lines = answer.body().lines().map(Events.JSON::readTree).toList();
        assertThat(lines.getLast().has("receipt")).as(answer.body()).isTrue();
        return new Matched(
                lines.stream().filter(line -> line.has("row")).toList(),
                lines.getLast().path("receipt"));
    }
}
