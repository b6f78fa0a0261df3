package org.consentledger.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.Constructor;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.consentledger.law.Basis;
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.CollectionId;
import org.consentledger.law.ConsentStatus;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Fact;
import org.consentledger.law.Ids;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Policy;
import org.consentledger.law.Purpose;
import org.consentledger.law.Rule;
import org.consentledger.law.Sealed;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.Text;
import org.consentledger.law.ValueTag;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.util.StdConverter;

/**
 * The JSON of the law's types: one canonical form, in which equal values have equal bytes. Properties stand in the order of
 * their records, sets and maps in code point order, absent values not at all.
 */
public final class FactJson {
    private FactJson() {}

    /** A mapper that writes the canonical form and reads strictly: an unknown property or a missing one is an error. */
    public static JsonMapper mapper() {
        var builder = JsonMapper.builder();
        configure(builder);
        return builder.build();
    }

    /** Makes a mapper that somebody else builds one of {@link #mapper}'s kind. */
    static void configure(JsonMapper.Builder builder) {
        builder.addModule(lawModule())
                .addMixIn(CollectedValue.class, AsStored.class)
                .annotationIntrospector(new RequiredUnlessNullable())
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Suppression keys are known while a person's key lives, and are never stored with the value. */
    private record StoredValue(
            String profile, Set<ValueTag> tags, @Nullable Sealed sealed) {}

    @JsonSerialize(converter = ToStored.class)
    @JsonDeserialize(converter = FromStored.class)
    private interface AsStored {}

    private static final class ToStored extends StdConverter<CollectedValue, StoredValue> {
        @Override
        public StoredValue convert(CollectedValue value) {
            return new StoredValue(value.profile(), value.tags(), value.sealed());
        }
    }

    private static final class FromStored extends StdConverter<StoredValue, CollectedValue> {
        @Override
        public CollectedValue convert(StoredValue stored) {
            return new CollectedValue(stored.profile(), stored.tags(), stored.sealed(), Set.of());
        }
    }

    /** A component of a record must stand in the JSON, and not as null, unless it may be null. */
    private static final class RequiredUnlessNullable extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
            return annotated instanceof AnnotatedParameter parameter && required(parameter)
                    ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
                    : super.findSetterInfo(config, annotated);
        }

        private static boolean required(AnnotatedParameter parameter) {
            return parameter.getOwner().getMember() instanceof Constructor<?> constructor
                    && constructor.getDeclaringClass().isRecord()
                    && !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
                            Nullable.class);
        }
    }

    private static SimpleModule lawModule() {
        var module = new SimpleModule("law");
        text(module, Purpose.class, Purpose::new, Purpose::path);
        text(module, PersonId.class, PersonId::parse, PersonId::toString);
        text(module, ContactPointId.class, ContactPointId::parse, ContactPointId::toString);
        text(module, CollectionId.class, CollectionId::parse, CollectionId::toString);
        text(module, ValueTag.class, ValueTag::parse, ValueTag::toString);
        text(module, SuppressionKey.class, SuppressionKey::new, SuppressionKey::hex);
        text(module, Sealed.class, Sealed::new, Sealed::base64);
        text(module, java.util.UUID.class, text -> Ids.uuid("id", text), java.util.UUID::toString);
        text(module, Instant.class, text -> Moments.parse("time", text), Instant::toString);
        word(module, Channel.class);
        word(module, Basis.class);
        word(module, ConsentStatus.class);
        word(module, SupplierKind.class);
        word(module, Rule.Effect.class);
        word(module, Policy.Combine.class);
        word(module, Fact.UseReport.class);
        module.addSerializer(Set.class, new SortedSet());
        module.addSerializer(Map.class, new SortedMap());
        module.addKeyDeserializer(ValueTag.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return ValueTag.parse(key);
            }
        });
        return module;
    }

    private static <E extends Enum<E> & Word> void word(SimpleModule module, Class<E> type) {
        text(module, type, text -> Word.parse(type, type.getSimpleName(), text), Word::word);
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<String, T> read, Function<T, String> write) {
        module.addSerializer(type, new ValueSerializer<T>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new ValueDeserializer<T>() {
            @Override
            public T deserialize(JsonParser json, DeserializationContext context) {
                if (!json.hasToken(JsonToken.VALUE_STRING)) {
                    return type.cast(context.handleUnexpectedToken(type, json));
                }
                return read.apply(json.getString());
            }
        });
    }

    /** Sets of the law's types, written in code point order of their written forms. */
    @SuppressWarnings("rawtypes")
    private static final class SortedSet extends ValueSerializer<Set> {
        @Override
        public void serialize(Set set, JsonGenerator json, SerializationContext context) {
            List<String> texts = Arrays.stream(set.toArray())
                    .map(FactJson::written)
                    .sorted(Text.BY_CODE_POINT)
                    .toList();
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
    }

    /** Maps whose keys are the law's types, written in code point order of the keys' written forms. */
    @SuppressWarnings("rawtypes")
    private static final class SortedMap extends ValueSerializer<Map> {
        @Override
        public void serialize(Map map, JsonGenerator json, SerializationContext context) {
            var sorted = new TreeMap<String, Object>(Text.BY_CODE_POINT);
            ((Map<?, ?>) map).forEach((key, value) -> sorted.put(written(key), value));
            json.writeStartObject();
            sorted.forEach((key, value) -> {
                json.writeName(key);
                context.writeValue(json, value);
            });
            json.writeEndObject();
        }
    }

    private static String written(Object value) {
        return switch (value) {
            case Word word -> word.word();
            case SuppressionKey key -> key.hex();
            default -> value.toString();
        };
    }
}
