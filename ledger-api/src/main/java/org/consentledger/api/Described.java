package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.util.List;
import java.util.Map;

/**
 * A way to ask that lies outside this package, for the OpenAPI description.
 *
 * @param path what is posted to
 * @param body the record whose components are the fields of the body
 * @param mediaTypes of the answer: the first has its shape, the others are text; never empty
 * @param answer the record that is answered, or what each line of a stream may be
 */
public record Described(String path, Class<? extends Record> body, List<String> mediaTypes, Class<?> answer) {
    /** One that no longer changes with the list of its media types. */
    public Described {
        mediaTypes = List.copyOf(mediaTypes);
    }

    /** Of an answer in JSON alone. */
    public Described(String path, Class<? extends Record> body, Class<? extends Record> answer) {
        this(path, body, List.of("application/json"), answer);
    }

    /** The name of the body's schema, which is put in {@code schemas}. */
    String body(Map<String, Schema<?>> schemas) {
        Shape<?> shape = Shape.of(body);
        shape.schema(schemas);
        return shape.name();
    }
}
