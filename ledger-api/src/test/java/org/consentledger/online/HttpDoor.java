package org.consentledger.online;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.api.Events;
import org.consentledger.api.RunningService;
import tools.jackson.databind.JsonNode;

/** The door over HTTP. */
record HttpDoor(RunningService service) implements Door {
    @Override
    public Seen check(String purpose, List<Item> items) {
        HttpResponse<String> response = service.post("/v1/checks", body(purpose, items));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonNode answer = Events.JSON.readTree(response.body());
        var matchable = new ArrayList<List<String>>();
        for (JsonNode result : answer.path("results")) {
            var points = new ArrayList<String>();
            result.path("contactPoints")
                    .forEach(point -> points.add(point.path("contactPoint").asString() + " "
                            + point.path("person").asString()));
            assertThat(result.path("permitted").asBoolean()).as(response.body()).isEqualTo(!points.isEmpty());
            matchable.add(points);
        }
        return new Seen(
                answer.path("place").asLong(), Instant.parse(answer.path("at").asString()), matchable);
    }

    static String body(String purpose, List<Item> items) {
        var body = Events.JSON.createObjectNode();
        body.put("purpose", purpose);
        var list = body.putArray("items");
        for (Item item : items) {
            var one = list.addObject();
            if (item.channel() != null) {
                one.put("channel", item.channel());
            }
            if (item.sha256() != null) {
                one.put("sha256", item.sha256());
            }
            if (item.profile() != null) {
                one.put("profile", item.profile());
            }
            if (item.plain() != null) {
                one.put("plain", item.plain());
            }
            if (item.contactPoint() != null) {
                one.put("contactPoint", item.contactPoint());
            }
        }
        return Events.text(body);
    }
}
