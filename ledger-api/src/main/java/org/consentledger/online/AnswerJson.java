package org.consentledger.online;

import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.SerializableString;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.SerializedString;
import tools.jackson.core.json.JsonFactory;

/** Writes the answer of one check as it goes, so that one with many contact points takes no more memory than another. */
final class AnswerJson {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();
    private static final SerializableString PLACE = new SerializedString("place");
    private static final SerializableString AT = new SerializedString("at");
    private static final SerializableString RESULTS = new SerializedString("results");
    private static final SerializableString PERMITTED = new SerializedString("permitted");
    private static final SerializableString CONTACT_POINTS = new SerializedString("contactPoints");
    private static final SerializableString CONTACT_POINT = new SerializedString("contactPoint");
    private static final SerializableString PERSON = new SerializedString("person");
    private static final SerializableString ERROR = new SerializedString("error");
    private static final SerializableString FIELD = new SerializedString("field");
    private static final SerializableString RULE = new SerializedString("rule");

    private AnswerJson() {}

    static void write(CheckAnswer answer, OutputStream out) {
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeName(PLACE);
            json.writeNumber(answer.place());
            json.writeName(AT);
            json.writeString(answer.at().toString());
            json.writeName(RESULTS);
            json.writeStartArray();
            for (CheckResult result : answer.results()) {
                write(result, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(CheckResult result, JsonGenerator json) {
        json.writeStartObject();
        switch (result) {
            case CheckResult.Refused _ -> {
                json.writeName(PERMITTED);
                json.writeBoolean(false);
            }
            case CheckResult.Permitted permitted -> {
                json.writeName(PERMITTED);
                json.writeBoolean(true);
                json.writeName(CONTACT_POINTS);
                json.writeStartArray();
                for (CheckResult.Matchable matchable : permitted.matchable()) {
                    json.writeStartObject();
                    json.writeName(CONTACT_POINT);
                    json.writeString(matchable.contactPoint().toString());
                    json.writeName(PERSON);
                    json.writeString(matchable.person().toString());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            case CheckItem.Wrong wrong -> {
                json.writeName(ERROR);
                json.writeStartObject();
                json.writeName(FIELD);
                json.writeString(wrong.field());
                json.writeName(RULE);
                json.writeString(wrong.rule());
                json.writeEndObject();
            }
        }
        json.writeEndObject();
    }
}
