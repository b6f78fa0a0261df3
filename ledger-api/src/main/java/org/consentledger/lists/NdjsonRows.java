package org.consentledger.lists;

import java.io.IOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The rows of a list in NDJSON. */
final class NdjsonRows {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Rows rows;
    private final String field;

    private NdjsonRows(Rows rows, String field) {
        this.rows = rows;
        this.field = field;
    }

    static ListEnd read(Text text, String field, Rows rows) throws IOException {
        var reader = new NdjsonRows(rows, field);
        var lines = new Lines(text);
        try {
            for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
                reader.read(line);
                rows.handOverFull();
            }
        } catch (Lines.Endless _) {
            return ListEnd.LINE_TOO_LONG;
        }
        if (rows.count() == 0) {
            return ListEnd.EMPTY;
        }
        return !text.endsWithLine() && rows.lastIsBad() ? ListEnd.CUT : ListEnd.WHOLE;
    }

    private void read(Lines.Line line) {
        byte[] bytes = line.bytes();
        if (bytes == null) {
            rows.bad(RowProblem.TOO_LONG);
        } else if (bytes.length == 0) {
            rows.bad(RowProblem.EMPTY);
        } else if (!isObject(bytes)) {
            rows.bad(RowProblem.MALFORMED);
        }
        rows.end(line.number());
    }

    /** Whether it is one object whose field, if it has it, is a text. */
    private boolean isObject(byte[] bytes) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                JsonToken value = parser.nextToken();
                if (!name.equals(field)) {
                    parser.skipChildren();
                } else if (value == JsonToken.VALUE_STRING) {
                    rows.field(parser.getString());
                } else {
                    return false;
                }
            }
            return parser.currentToken() == JsonToken.END_OBJECT && parser.nextToken() == null;
        } catch (JacksonException _) {
            return false;
        }
    }
}
