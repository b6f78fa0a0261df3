package org.consentledger.api;

import io.swagger.v3.oas.models.media.Schema;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of values that are not made of others, by their types. */
final class SimpleForms {
    static final Map<Class<?>, Form> ALL = Map.ofEntries(
            Map.entry(Boolean.class, new Form.Flag()),
            Map.entry(boolean.class, new Form.Flag()),
            Map.entry(Long.class, new Form.Whole()),
            Map.entry(long.class, new Form.Whole()),
            Map.entry(Integer.class, new Form.Whole()),
            Map.entry(int.class, new Form.Whole()),
            Map.entry(JsonNode.class, new Form.Anything()),
            Map.entry(ObjectNode.class, new Form.Anything()),
            text(String.class, (_, text) -> text, null, null),
            text(Instant.class, Moments::parse, "date-time", null),
            text(UUID.class, Ids::uuid, "uuid", null),
            text(ContactPointId.class, (_, text) -> ContactPointId.parse(text), "uuid", null),
            text(CollectionId.class, (_, text) -> CollectionId.parse(text), "uuid", null),
            text(PersonId.class, (_, text) -> PersonId.parse(text), null, "^[pu]-[0-9a-fA-F-]{36}$"),
            text(Purpose.class, (_, text) -> new Purpose(text), null, "^[a-z0-9-]+(\\.[a-z0-9-]+)*$"),
            text(PersonReference.OfPlatform.class, (_, text) -> new PersonReference.OfPlatform(text), null, null),
            text(LocalDate.class, SimpleForms::date, "date", null),
            text(ZoneId.class, SimpleForms::zone, null, null),
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
        Schema<?> schema = Form.typed("string");
        schema.setFormat(format);
        schema.setPattern(pattern);
        return Map.entry(type, new Text(parse, schema));
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
        Schema<Object> schema = Form.typed("string");
        schema.setEnum(Arrays.stream(type.getEnumConstants())
                .map(word -> (Object) word.word())
                .toList());
        return Map.entry(type, new Text((field, text) -> Word.parse(type, field, text), schema));
    }

    private SimpleForms() {}

    /** A value written as text. */
    private record Text(BiFunction<String, String, Object> parse, Schema<?> described) implements Form {
        @Override
        public Object read(JsonNode node, String path) {
            if (!node.isString()) {
                throw Form.not(path, "must be a text");
            }
            try {
                return parse.apply(path, node.stringValue());
            } catch (Illegal e) {
                throw Form.not(path, e.rule());
            }
        }

        @Override
        public Schema<?> schema(Map<String, Schema<?>> components) {
            return described;
        }
    }
}
