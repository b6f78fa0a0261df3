package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FactSerializerTest {
    private final FactSerializer serializer = new FactSerializer();

    static Iterable<String> goldenFiles() {
        return EventExamples.all().keySet();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_fact_goes_under_its_stored_name_in_the_ledgers_json_and_comes_back(String file) {
        var fact = EventExamples.of(file);
        SerializedObject<byte[]> stored = serializer.serialize(fact, byte[].class);
        assertThat(stored.getType().getName())
                .isEqualTo(EventNames.of(fact.getClass()).name());
        assertThat(stored.getType().getRevision()).isEqualTo("1");
        assertThat(stored.getData()).isEqualTo(new FactCodec().write(fact));
        assertThat(serializer.<byte[], Object>deserialize(stored)).isEqualTo(fact);
    }

    @Test
    void an_unknown_name_throws_instead_of_handing_on_an_unknown_type() {
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("consent.given", "1")))
                .isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() -> serializer.deserialize(new SimpleSerializedObject<>(
                        "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8), byte[].class, "consent.given", "1")))
                .isInstanceOf(UnreadableFact.class);
    }

    @Test
    void a_revision_that_is_not_todays_throws() {
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("consent.changed", "2")))
                .isInstanceOf(UnreadableFact.class);
        assertThatThrownBy(() -> serializer.classForType(new SimpleSerializedType("consent.changed", null)))
                .isInstanceOf(UnreadableFact.class);
    }

    @Test
    void metadata_survives() {
        var metaData = MetaData.from(Map.of("source", "a", "id", "b"));
        assertThat(serializer.<byte[], Object>deserialize(serializer.serialize(metaData, byte[].class)))
                .isEqualTo(metaData);
    }
}
