package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Ids;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Rule;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.Word;
import org.consentledger.store.FactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

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

    Map<Class<?>, Form> SIMPLE = Map.ofEntries(
            Map.entry(Boolean.class, new Flag()),
            Map.entry(boolean.class, new Flag()),
            Map.entry(Long.class, new Whole()),
            Map.entry(long.class, new Whole()),
            Map.entry(Integer.class, new Whole()),
            Map.entry(int.class, new Whole()),
            Map.entry(JsonNode.class, new Anything()),
            Map.entry(ObjectNode.class, new Anything()),
            text(String.class, (_, text) -> text, null, null),
            text(Instant.class, Moments::parse, "date-time", null),
            text(UUID.class, Ids::uuid, "uuid", null),
            text(ContactPointId.class, (_, text) -> ContactPointId.parse(text), "uuid", null),
            text(CollectionId.class, (_, text) -> CollectionId.parse(text), "uuid", null),
            text(PersonId.class, (_, text) -> PersonId.parse(text), null, "^[pu]-[0-9a-fA-F-]{36}$"),
            text(Purpose.class, (_, text) -> new Purpose(text), null, "^[a-z0-9-]+(\\.[a-z0-9-]+)*$"),
            text(PersonReference.OfPlatform.class, (_, text) -> new PersonReference.OfPlatform(text), null, null),
            text(LocalDate.class, Form::date, "date", null),
            text(ZoneId.class, Form::zone, null, null),
            Map.entry(PolicyChoice.class, new PolicyForm()),
            word(Channel.class),
            word(Basis.class),
            word(ConsentStatus.class),
            word(SupplierKind.class),
            word(Rule.Effect.class),
            word(Policy.Combine.class));

    private static Map.Entry<Class<?>, Form> text(
            Class<?> type,
            BiFunction<String, String, Object> parse,
            @Nullable String format,
            @Nullable String pattern) {
        Schema<?> schema = typed("string");
        schema.setFormat(format);
        schema.setPattern(pattern);
        return Map.entry(type, new TextForm(parse, schema));
    }

    private static LocalDate date(String field, String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeException ignored) {
            // the same answer as for a text of another length
        }
        throw new Illegal(field, "must be a date, such as 2019-09-17");
    }

    private static ZoneId zone(String field, String text) {
        // The JDK has names of its own, too, under which IANA publishes nothing.
        if (!ZoneId.getAvailableZoneIds().contains(text) || text.startsWith("SystemV/")) {
            throw new Illegal(field, "must be a time zone of the IANA database, such as Europe/Berlin or UTC");
        }
        return ZoneId.of(text);
    }

    private static <E extends Enum<E> & Word> Map.Entry<Class<?>, Form> word(Class<E> type) {
        Schema<Object> schema = typed("string");
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .map(word -> (Object) word.word())
                .toList());
        return Map.entry(type, new TextForm((field, text) -> Word.parse(type, field, text), schema));
    }

    /** A schema of one of the types of JSON. */
    static Schema<Object> typed(String type) {
        Schema<Object> schema = new Schema<>();
        schema.addType(type);
        schema.setType(type);
        return schema;
    }

    private static ProblemFound not(String path, String rule) {
        return new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, path, rule));
    }

    /** A value written as text. */
    record TextForm(BiFunction<String, String, Object> parse, Schema<?> described) implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isString()) {
                throw not(path, "must be a text");
            }
            try {
                return parse.apply(path, node.stringValue());
            } catch (Illegal e) {
                throw not(path, e.rule());
            }
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            return described;
        }
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
