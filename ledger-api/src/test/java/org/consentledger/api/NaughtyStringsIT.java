package org.consentledger.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.consentledger.CaseFiles;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every naughty string in every text field: refused with a problem that does not hold it, or stored and read back the same. */
class NaughtyStringsIT {
    private static final TestService SERVICE = TestService.RUNNING;
    /** Shorter ones may stand in any sentence. */
    private static final int TELLING_LENGTH = 12;

    private static List<String> naughty = List.of();

    @BeforeAll
    static void read() throws IOException {
        naughty = Files.readAllLines(CaseFiles.of("blns.jsonl")).stream()
                .map(Events.JSON::readTree)
                .map(node -> node.isString()
                        ? node
                        : node.properties().stream()
                                .map(Map.Entry::getValue)
                                .filter(JsonNode::isString)
                                .findFirst()
                                .orElseThrow())
                .map(JsonNode::stringValue)
                .collect(Collectors.toCollection(ArrayList::new));
        // What PostgreSQL's texts cannot hold, and the collection of strings does not have.
        naughty.add("\u0000");
        naughty.add("a nul in \u0000 the middle of it");
        assertThat(naughty).hasSizeGreaterThan(200);
    }

    /** Where a text stands in an event. */
    private record Place(String type, List<Object> path) {}

    @Test
    void in_every_text_field_of_every_fact() {
        Map<String, ObjectNode> types = Events.everyType("aa000000", "naughty");
        var places = new ArrayList<Place>();
        types.forEach((type, event) -> gather(type, event, List.of(), places));
        assertThat(places).hasSizeGreaterThan(80);
        int sent = 0;
        for (Place place : places) {
            var lines = new ArrayList<String>();
            for (String text : naughty) {
                ObjectNode event =
                        Objects.requireNonNull(types.get(place.type())).deepCopy();
                event.put("id", String.format(Locale.ROOT, "aa100000-0000-4000-8000-%012d", ++sent));
                put(event, place.path(), text);
                lines.add(Events.text(event));
            }
            long size = SERVICE.ledgerSize();
            HttpResponse<String> response = SERVICE.bulk(String.join("\n", lines));
            assertThat(response.statusCode()).as("%s", place).isEqualTo(200);
            List<JsonNode> answers =
                    response.body().lines().map(Events.JSON::readTree).toList();
            assertThat(answers).as("%s", place).hasSize(naughty.size() + 1);
            assertThat(SERVICE.ledgerSize() - size)
                    .as("%s: only what was not refused is stored", place)
                    .isEqualTo(answers.stream()
                            .filter(answer -> answer.path("place").asLong() > size)
                            .count());
            for (int i = 0; i < naughty.size(); i++) {
                check(place, naughty.get(i), answers.get(i));
            }
        }
        assertThat(SERVICE.get("/v1/ledger").statusCode()).isEqualTo(200);
    }

    @Test
    void in_a_question() {
        for (String text : naughty) {
            ObjectNode question = Events.JSON.createObjectNode();
            question.put("purpose", "security");
            question.putObject("value").put("channel", "email").put("plain", text);
            assertNotSaidBack(
                    text, SERVICE.post("/v1/questions", Events.text(question)).body());
            for (String field : List.of("purpose", "at", "on", "zone", "known", "policy", "contactPoint")) {
                ObjectNode other = Events.JSON.createObjectNode();
                other.put("contactPoint", "aa000000-0000-4000-8000-000000000001")
                        .put("purpose", "security");
                other.put(field, text);
                HttpResponse<String> response = SERVICE.post("/v1/questions", Events.text(other));
                assertThat(response.statusCode()).as("%s: %s", field, text).isEqualTo(422);
                assertNotSaidBack(text, response.body());
            }
        }
    }

    private static void check(Place place, String text, JsonNode answer) {
        JsonNode problem = answer.path("problem");
        if (problem.isObject()) {
            assertThat(problem.path("type").asString()).startsWith("https://consentledger.org/problems/");
            assertThat(problem.path("status").asInt()).as("%s", problem).isBetween(400, 499);
            assertNotSaidBack(text, Events.text(problem));
            return;
        }
        JsonNode stored = Events.JSON.readTree(
                SERVICE.get("/v1/facts/" + answer.path("place").asLong()).body());
        JsonNode found = at(stored, place.path());
        // A person, a value and a notice's text are stored otherwise.
        if (found.isString()) {
            assertThat(found.stringValue())
                    .as("%s", place)
                    .satisfiesAnyOf(
                            same -> assertThat(same).isEqualTo(text),
                            same -> assertThat(same).startsWith("p-"));
        }
    }

    private static void assertNotSaidBack(String text, String body) {
        if (text.strip().length() >= TELLING_LENGTH) {
            assertThat(body).doesNotContain(text.strip());
        }
    }

    private static void gather(String type, JsonNode node, List<Object> path, List<Place> places) {
        switch (node) {
            case ObjectNode object ->
                object.properties().forEach(property -> {
                    if (!path.isEmpty() || !List.of("id").contains(property.getKey())) {
                        gather(type, property.getValue(), and(path, property.getKey()), places);
                    }
                });
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    gather(type, array.get(i), and(path, i), places);
                }
            }
            default -> {
                if (node.isString()) {
                    places.add(new Place(type, path));
                }
            }
        }
    }

    private static List<Object> and(List<Object> path, Object step) {
        var longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static JsonNode at(JsonNode node, List<Object> path) {
        JsonNode found = node;
        for (Object step : path) {
            found = step instanceof Integer index ? found.path(index) : found.path((String) step);
        }
        return found;
    }

    private static void put(ObjectNode event, List<Object> path, String text) {
        JsonNode parent = at(event, path.subList(0, path.size() - 1));
        switch (parent) {
            case ObjectNode object -> object.put((String) path.getLast(), text);
            case ArrayNode array -> array.set((Integer) path.getLast(), Events.JSON.valueToTree(text));
            default -> throw new IllegalStateException("no such place");
        }
    }
}
