package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.consentledger.store.FactJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How one value is written in JSON: reads it strictly, and describes itself for OpenAPI. */
interface Form {
    /**
     * The value in {@code node}.
     *
     * @param path the field's name from the body's top, for problems
     */
    Object read(JsonNode node, String path);

    /**
     * The value's schema.
     *
     * @param components where the schemas of objects are gathered by their name
     */
    Schema<?> schema(Map<String, Schema<?>> components);

    /** Most elements of a list that has no bound of its own in the law. */
    int MAX_ELEMENTS = 1_000;

    /** A schema of one of the types of JSON. */
    static Schema<Object> typed(String type) {
        Schema<Object> schema = new Schema<>();
        schema.addType(type);
        schema.setType(type);
        return schema;
    }

    /** That the value at {@code path} does not keep {@code rule}. */
    static ProblemFound not(String path, String rule) {
        return new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, path, rule));
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isBoolean()) {
                throw not(path, "must be true or false");
            }
            return node.booleanValue();
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            return typed("boolean");
        }
    }

    /** A whole number, 0 or more. */
    record Whole() implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isIntegralNumber() || !node.canConvertToLong() || node.longValue() < 0) {
                throw not(path, "must be a whole number, 0 or more");
            }
            return node.longValue();
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            Schema<?> schema = typed("integer");
            schema.setFormat("int64");
            return schema;
        }
    }

    /** An object that is read later, once its type is known. */
    record Anything() implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            return node;
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            return typed("object");
        }
    }

    /** One of the constants of an enum that is only ever answered. */
    record OneOf(Class<?> type) implements Form {
        private static final JsonMapper JSON = FactJson.mapper();

        @Override
        public Object read(JsonNode node, String path) {
            throw new IllegalStateException("an answer is not read");
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            Schema<Object> schema = typed("string");
            schema.setEnum(Arrays.stream(type.getEnumConstants())
                    .map(constant -> (Object) JSON.valueToTree(constant).stringValue())
                    .toList());
            return schema;
        }
    }

    /** One of the records of a sealed family that is only ever answered. */
    record Either(List<Form> forms) implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            throw new IllegalStateException("an answer is not read");
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            Schema<Object> schema = new Schema<>();
            forms.forEach(form -> schema.addOneOfItem(form.schema(components)));
            return schema;
        }
    }

    /** A list; a set is a list that names nothing twice. */
    record ListOf(Form element, boolean unique) implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isArray()) {
                throw not(path, "must be a list");
            }
            if (node.size() > MAX_ELEMENTS) {
                throw not(path, "must be at most " + MAX_ELEMENTS + " elements");
            }
            var list = new ArrayList<Object>(node.size());
            for (int i = 0; i < node.size(); i++) {
                list.add(element.read(node.get(i), path + "[" + i + "]"));
            }
            if (!unique) {
                return List.copyOf(list);
            }
            var set = new LinkedHashSet<Object>(list);
            if (set.size() < list.size()) {
                throw not(path, "must not name one thing twice");
            }
            return set;
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            Schema<?> schema = typed("array");
            schema.setItems(element.schema(components));
            schema.setUniqueItems(unique ? true : null);
            return schema;
        }
    }

    /** An object of names and texts. */
    record TextByName() implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isObject() || node.size() > MAX_ELEMENTS) {
                throw not(path, "must be an object of at most " + MAX_ELEMENTS + " fields");
            }
            Map<String, String> texts = new LinkedHashMap<>();
            for (var property : node.properties()) {
                if (!property.getValue().isString()) {
                    throw not(path, "must hold texts alone");
                }
                texts.put(property.getKey(), property.getValue().stringValue());
            }
            return texts;
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            Schema<?> schema = typed("object");
            schema.setAdditionalProperties(typed("string"));
            return schema;
        }
    }
}
