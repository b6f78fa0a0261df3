package org.consentledger.store;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
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
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of the law's types: one canonical form, in which equal values have equal bytes. Properties stand in the order of
 * their records, sets and maps in code point order, absent values not at all.
 */
public final class FactJson {
    private FactJson() {}

    /** A mapper that writes the canonical form and reads strictly: an unknown property is an error. */
    public static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(lawModule())
                .addMixIn(CollectedValue.class, StoredValue.class)
                .changeDefaultPropertyInclusion(
                        _ -> JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }

    /** Suppression keys are known while a person's key lives, and are never stored with the value. */
    @JsonIgnoreProperties("suppressionKeys")
    private interface StoredValue {}

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
        module.addKeyDeserializer(ContactPointId.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return ContactPointId.parse(key);
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
                    .map(SortedSet::written)
                    .sorted(Text.BY_CODE_POINT)
                    .toList();
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }

        private static String written(Object value) {
            return switch (value) {
                case Word word -> word.word();
                case SuppressionKey key -> key.hex();
                default -> value.toString();
            };
        }
    }
}
