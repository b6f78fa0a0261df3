package org.consentledger.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.consentledger.store.FactJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** CloudEvents as reporters send them. */
public final class Events {
    public static final JsonMapper JSON = FactJson.mapper();

    private Events() {}

    /** An event of source {@code test} with {@code data} as JSON text. */
    public static ObjectNode event(String id, String type, String data) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", "test");
        event.put("type", "org.consentledger." + type);
        event.set("data", JSON.readTree(data));
        return event;
    }

    /** An event as it is sent. */
    public static String text(JsonNode node) {
        return JSON.writeValueAsString(node);
    }

    /** One valid event of every type about {@code person}; the ids begin with {@code prefix}, eight hex digits. */
    public static Map<String, ObjectNode> everyType(String prefix, String person) {
        String collection = prefix + "-0000-4000-8000-00000000000c";
        String notice = "{\"notice\":\"privacy-" + prefix + "\",\"version\":\"1\",\"language\":\"en\"}";
        String value = "{\"channel\":\"email\",\"plain\":\"" + person + "@example.com\"}";
        Map<String, String> data = new LinkedHashMap<>();
        data.put(
                "purpose.defined",
                "{\"purpose\":\"security.two-factor\",\"sentence\":\"Signing in safely\",\"terms\":{\"dpv\":\"dpv:Security\"}}");
        data.put(
                "notice.published",
                "{\"notice\":" + notice + ",\"text\":\"For security alone.\",\"discloses\":[\"security.two-factor\"]}");
        data.put("notice.served", "{\"person\":\"" + person + "\",\"notice\":" + notice + ",\"surface\":\"sign-up\"}");
        data.put(
                "contact-point.collected",
                "{\"person\":\"" + person + "\",\"value\":" + value + ",\"collection\":\"" + collection
                        + "\",\"surface\":\"two-factor\",\"suppliedBy\":{\"kind\":\"partner\",\"partner\":\"Feed\"},\"notice\":"
                        + notice + ",\"jurisdiction\":\"US\"}");
        data.put(
                "purpose.assigned",
                "{\"collection\":\"" + collection + "\",\"purpose\":\"security.two-factor\",\"basis\":\"consent\"}");
        data.put("purpose.revoked", "{\"collection\":\"" + collection + "\",\"purpose\":\"security.two-factor\"}");
        data.put(
                "consent.changed",
                "{\"person\":\"" + person
                        + "\",\"purpose\":\"security\",\"status\":\"given\",\"how\":\"web-form\",\"expiresAt\":\"2031-01-01T00:00:00Z\"}");
        data.put(
                "policy.adopted",
                "{\"policy\":{\"version\":\"v-" + prefix
                        + "\",\"combine\":\"any\",\"rules\":[{\"id\":\"r1\",\"sentence\":\"No ads\",\"surfaces\":[\"two-factor\"],"
                        + "\"jurisdictions\":[\"US\"],\"notices\":[\"privacy\"],\"usedFor\":\"security\",\"effect\":\"refuse\"}]}}");
        data.put(
                "contact-point.used",
                "{\"person\":\"" + person + "\",\"value\":" + value
                        + ",\"purpose\":\"advertising.audience-match\",\"programme\":\"tailored-audiences\",\"advertiser\":\"acme\","
                        + "\"audience\":\"a\",\"list\":\"l\",\"run\":\"r\",\"recipients\":[\"broker\"]}");
        data.put(
                "fact.retracted",
                "{\"fact\":{\"source\":\"test\",\"id\":\"" + prefix
                        + "-0000-4000-8000-000000000001\"},\"reason\":\"typing-error\"}");
        data.put(
                "contact-point.removed",
                "{\"person\":\"" + person + "\",\"value\":" + value + ",\"reason\":\"deleted\"}");
        data.put("sentinel.planted", "{\"person\":\"" + person + "\",\"value\":" + value + "}");
        data.put("person.erased", "{\"person\":\"" + person + "\",\"suppression\":false}");

        data.put("suppression.lifted", "{\"person\":\"" + person + "\",\"values\":[" + value + "]}");

        Map<String, ObjectNode> events = new LinkedHashMap<>();
        int i = 1;
        for (var entry : data.entrySet()) {
            String id = prefix + "-0000-4000-8000-" + String.format(Locale.ROOT, "%012d", i++);
            events.put(entry.getKey(), event(id, entry.getKey(), entry.getValue()));
        }
        return events;
    }
}
