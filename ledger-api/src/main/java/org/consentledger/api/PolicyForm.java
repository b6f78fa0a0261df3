package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.store.FactJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A policy to ask under: the version of an adopted one as text, or a whole draft as an object. */
record PolicyForm() implements Form {
    private static final JsonMapper CANONICAL = FactJson.mapper();

    /** Made when first asked for: a shape is made of forms, of which this is one. */
    private static final class Draft {
        static final Shape<Policy> SHAPE = Shape.of(Policy.class);
    }

    @Override
    public Object read(JsonNode node, String path) {
        if (node.isString()) {
            return new PolicyChoice.Version(node.stringValue());
        }
        Policy draft = Draft.SHAPE.read(node, path);
        return new PolicyChoice.Draft(draft, Digests.sha256(CANONICAL.writeValueAsBytes(draft)));
    }

    @Override
    public Schema<?> schema(Map<String, Schema<?>> components) {
        Schema<Object> either = new Schema<>();
        either.addOneOfItem(Form.typed("string"));
        either.addOneOfItem(Draft.SHAPE.schema(components));
        return either;
    }
}
