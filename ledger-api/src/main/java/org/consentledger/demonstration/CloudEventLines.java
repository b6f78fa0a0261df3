package org.consentledger.demonstration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Facts as lines of JSON. Source: CloudEvents 1.0, structured mode. */
final class CloudEventLines {
    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(
                    _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final String source;

    CloudEventLines(String source) {
        this.source = source;
    }

    private record CloudEvent(
            String specversion,
            UUID id,
            String source,
            String type,
            Instant time,
            @Nullable Instant knownat,
            Said data) {}

    /** One line in UTF-8, its end included. */
    byte[] line(ReportedFact fact) {
        var event = new CloudEvent(
                "1.0",
                fact.id(),
                source,
                "org.consentledger." + fact.said().type(),
                fact.occurredAt(),
                fact.isRetraction() ? null : fact.knownAt(),
                fact.said());
        byte[] json = JSON.writeValueAsBytes(event);
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        return line;
    }

    /** A record as JSON, its absent parts left out. */
    static byte[] json(Object value) {
        return JSON.writeValueAsBytes(value);
    }
}
