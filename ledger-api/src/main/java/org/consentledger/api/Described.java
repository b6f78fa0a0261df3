package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;

/**
 * A way to ask that lies outside this package, for the OpenAPI description.
 *
 * @param path what is posted to
 * @param body the record whose components are the fields of the body
 * @param answer likewise, of the answer
 */
public record Described(String path, Class<? extends Record> body, Class<? extends Record> answer) {
    /** The name of the body's schema, which is put in {@code schemas}. */
    String body(Map<String, Schema<?>> schemas) {
        Shape<?> shape = Shape.of(body);
        shape.schema(schemas);
        return shape.name();
    }
}
