package org.consentledger.client;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The JSON of checks. What is not exactly an answer to the check is none. */
final class CheckJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;
    private final Check check;
    private long place = -1;
    private @Nullable List<CheckResult> results;

    private CheckJson(JsonParser json, Check check) {
        this.json = json;
        this.check = check;
    }

    // ---- writing

    static byte[] write(Check check) {
        var out = new ByteArrayOutputStream(128 + 96 * check.items().size());
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("purpose", check.purpose());
            if (check.atLeast() > 0) {
                json.writeNumberProperty("atLeast", check.atLeast());
            }
            json.writeArrayPropertyStart("items");
            for (CheckedItem item : check.items()) {
                json.writeStartObject();
                write(item, json);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return out.toByteArray();
    }

    private static void write(CheckedItem item, JsonGenerator json) {
        switch (item) {
            case CheckedItem.Hash hash -> {
                json.writeStringProperty("channel", hash.channel().word());
                json.writeStringProperty("sha256", hash.hex());
                json.writeStringProperty("profile", hash.profile());
            }
            case CheckedItem.Plain plain -> {
                json.writeStringProperty("channel", plain.channel().word());
                json.writeStringProperty("plain", plain.text());
                if (plain.region() != null) {
                    json.writeStringProperty("region", plain.region());
                }
            }
            case CheckedItem.ContactPoint point ->
                json.writeStringProperty("contactPoint", point.id().toString());
        }
    }

    // ---- reading

    /**
     * The answer to {@code check}.
     *
     * @throws CheckFailed where the bytes are anything else
     */
    static CheckAnswer read(byte[] answer, Check check) throws CheckFailed {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), answer)) {
            return new CheckJson(json, check).read();
        } catch (JacksonException | IllegalArgumentException e) {
            throw malformed(e);
        }
    }

    private static CheckFailed malformed(@Nullable Exception cause) {
        return new CheckFailed("what came is no answer to the check", 200, false, cause);
    }

    private void expect(boolean holds) throws CheckFailed {
        if (!holds) {
            throw malformed(null);
        }
    }

    private CheckAnswer read() throws CheckFailed {
        expect(json.nextToken() == JsonToken.START_OBJECT);
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "place" -> place = json.getLongValue();
                case "results" -> results = results();
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
        List<CheckResult> all = results;
        expect(place >= check.atLeast()
                && all != null
                && all.size() == check.items().size());
        return new CheckAnswer(place, all == null ? List.of() : all, null);
    }

    private List<CheckResult> results() throws CheckFailed {
        expect(json.currentToken() == JsonToken.START_ARRAY);
        var list = new ArrayList<CheckResult>(check.items().size());
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(result());
        }
        return list;
    }

    private CheckResult result() throws CheckFailed {
        expect(json.currentToken() == JsonToken.START_OBJECT);
        Boolean permitted = null;
        String error = null;
        List<CheckResult.Matchable> matchable = List.of();
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            json.nextToken();
            switch (name) {
                case "permitted" -> permitted = json.getBooleanValue();
                case "contactPoints" -> matchable = matchable();
                case "error" -> error = error();
                default -> json.skipChildren();
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT);
        expect((permitted == null) != (error == null));
        expect(Boolean.TRUE.equals(permitted) != matchable.isEmpty());
        return new CheckResult(matchable, error);
    }

    private List<CheckResult.Matchable> matchable() throws CheckFailed {
        expect(json.currentToken() == JsonToken.START_ARRAY);
        var list = new ArrayList<CheckResult.Matchable>(1);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            String[] texts = texts("contactPoint", "person");
            list.add(new CheckResult.Matchable(UUID.fromString(texts[0]), texts[1]));
        }
        return list;
    }

    private String error() throws CheckFailed {
        String[] texts = texts("field", "rule");
        return texts[0] + " " + texts[1];
    }

    /** Two fields of an object, both of them texts that must be there. */
    private String[] texts(String first, String second) throws CheckFailed {
        expect(json.currentToken() == JsonToken.START_OBJECT);
        String one = "";
        String other = "";
        for (String name = json.nextName(); name != null; name = json.nextName()) {
            expect(json.nextToken() == JsonToken.VALUE_STRING);
            if (name.equals(first)) {
                one = json.getString();
            } else if (name.equals(second)) {
                other = json.getString();
            }
        }
        expect(json.currentToken() == JsonToken.END_OBJECT && !one.isEmpty() && !other.isEmpty());
        return new String[] {one, other};
    }
}
