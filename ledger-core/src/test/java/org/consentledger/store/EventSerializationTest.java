package org.consentledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.consentledger.law.Fact;
import org.consentledger.law.SuppressionKey;
import org.consentledger.law.ValueTag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a released fact looks like for ever: a golden file that is committed is never edited. */
class EventSerializationTest {
    private static final FactCodec CODEC = new FactCodec();

    static Stream<String> goldenFiles() {
        return EventExamples.all().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_golden_file_reads_to_its_value(String file) throws IOException {
        byte[] json = golden(file);
        assertThat(CODEC.read(name(file), revision(file), json, 0, json.length)).isEqualTo(EventExamples.of(file));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_value_writes_to_the_bytes_of_its_golden_file(String file) throws IOException {
        assertThat(new String(CODEC.write(EventExamples.of(file)), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden(file), StandardCharsets.UTF_8));
    }

    @Test
    void every_name_and_revision_that_is_written_has_a_golden_file() {
        List<String> files = goldenFiles().toList();
        assertThat(EventNames.ALL)
                .allSatisfy(name -> assertThat(files)
                        .contains(name.name() + "." + name.revision())
                        .anyMatch(file -> name.type().isInstance(EventExamples.of(file))));
    }

    @Test
    void the_table_of_names_stands_as_it_was_released() {
        assertThat(EventNames.ALL.stream()
                        .map(name -> name.name() + " " + name.revision() + " "
                                + name.type().getSimpleName())
                        .toList())
                .containsExactly(
                        "purpose.defined 1 PurposeDefined",
                        "notice.published 1 NoticePublished",
                        "notice.served 1 NoticeServed",
                        "contact-point.collected 1 ContactPointCollected",
                        "purpose.assigned 1 PurposeAssigned",
                        "purpose.revoked 1 PurposeRevoked",
                        "consent.changed 1 ConsentChanged",
                        "contact-point.removed 1 ContactPointRemoved",
                        "person.erased 1 PersonErased",
                        "suppression.lifted 1 SuppressionLifted",
                        "policy.adopted 1 PolicyAdopted",
                        "sentinel.planted 1 SentinelPlanted",
                        "contact-point.used 1 ContactPointUsed",
                        "fact.retracted 1 FactRetracted");
    }

    @Test
    void every_type_of_fact_has_a_name() {
        assertThat(EventNames.ALL.stream().<Class<?>>map(EventNames.Name::type).toList())
                .containsExactlyInAnyOrder(Fact.class.getPermittedSubclasses());
    }

    @Test
    void an_unknown_name_stops_the_read() {
        assertUnreadable("consent.given", 1, "{}");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 65_535})
    void an_unknown_revision_stops_the_read(int revision) throws IOException {
        assertUnreadable("purpose.revoked", revision, new String(golden("purpose.revoked.1"), StandardCharsets.UTF_8));
    }

    @Test
    void an_unknown_property_stops_the_read() {
        assertUnreadable(
                "purpose.revoked",
                1,
                "{\"collection\":\"" + EventExamples.COLLECTION + "\",\"purpose\":\"a\",\"x\":1}");
    }

    @Test
    void a_missing_property_stops_the_read() {
        assertUnreadable("purpose.revoked", 1, "{\"collection\":\"" + EventExamples.COLLECTION + "\"}");
        assertUnreadable(
                "purpose.revoked", 1, "{\"collection\":\"" + EventExamples.COLLECTION + "\",\"purpose\":null}");
    }

    @Test
    void a_property_of_another_kind_stops_the_read() {
        assertUnreadable(
                "purpose.revoked", 1, "{\"collection\":\"" + EventExamples.COLLECTION + "\",\"purpose\":true}");
    }

    @Test
    void a_value_that_the_law_does_not_accept_stops_the_read() {
        assertUnreadable(
                "purpose.revoked", 1, "{\"collection\":\"" + EventExamples.COLLECTION + "\",\"purpose\":\"A..b\"}");
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void a_payload_cut_short_or_followed_by_something_stops_the_read(String file) throws IOException {
        String json = new String(golden(file), StandardCharsets.UTF_8);
        assertUnreadable(name(file), revision(file), json.substring(0, json.length() - 1));
        assertUnreadable(name(file), revision(file), json + "{}");
    }

    @Test
    void sets_and_maps_are_written_in_code_point_order_whatever_their_own() {
        List<String> surrogatesLast = List.of("b", "\uFF5E", "\uD83D\uDE00", "a");
        Map<String, Object> shuffled = new LinkedHashMap<>();
        surrogatesLast.forEach(key -> shuffled.put(key, 1));
        var json = FactJson.mapper();
        assertThat(json.writeValueAsString(shuffled)).isEqualTo("{\"a\":1,\"b\":1,\"\uFF5E\":1,\"\uD83D\uDE00\":1}");
        assertThat(json.writeValueAsString(Set.copyOf(surrogatesLast)))
                .isEqualTo("[\"a\",\"b\",\"\uFF5E\",\"\uD83D\uDE00\"]");
    }

    @Test
    void equal_facts_have_equal_bytes() {
        var erased = (Fact.PersonErased) EventExamples.of("person.erased.1");
        List<ValueTag> tags = new ArrayList<>(erased.kept().keySet());
        for (int i = 0; i < 2; i++) {
            Collections.reverse(tags);
            Map<ValueTag, SuppressionKey> kept = new LinkedHashMap<>();
            tags.forEach(
                    tag -> kept.put(tag, Objects.requireNonNull(erased.kept().get(tag))));
            var same = new Fact.PersonErased(erased.person(), erased.suppression(), erased.suppressed(), kept);
            assertThat(CODEC.write(same)).isEqualTo(CODEC.write(erased));
        }
    }

    @Test
    void what_was_written_in_older_revisions_is_lifted_step_by_step() {
        var codec = new FactCodec(List.of(renaming(-1, "path", "purposePath"), renaming(0, "purposePath", "purpose")));
        byte[] oldest = ("{\"collection\":\"" + EventExamples.COLLECTION + "\",\"path\":\"a.b\"}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] older = new String(oldest, StandardCharsets.UTF_8)
                .replace("path", "purposePath")
                .getBytes(StandardCharsets.UTF_8);
        var expected = new Fact.PurposeRevoked(EventExamples.COLLECTION, new org.consentledger.law.Purpose("a.b"));
        assertThat(codec.read("purpose.revoked", -1, oldest, 0, oldest.length)).isEqualTo(expected);
        assertThat(codec.read("purpose.revoked", 0, older, 0, older.length)).isEqualTo(expected);
    }

    @Test
    void an_upcaster_that_is_missing_in_the_chain_stops_the_read() {
        var codec = new FactCodec(List.of(renaming(-1, "path", "purposePath")));
        byte[] oldest = ("{\"collection\":\"" + EventExamples.COLLECTION + "\",\"path\":\"a\"}")
                .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> codec.read("purpose.revoked", -1, oldest, 0, oldest.length))
                .isInstanceOf(UnreadableFact.class);
    }

    /** Lifts {@code purpose.revoked} from revision {@code from} by giving a property another name. */
    private static Upcaster renaming(int from, String before, String after) {
        return new Upcaster() {
            @Override
            public String name() {
                return "purpose.revoked";
            }

            @Override
            public int from() {
                return from;
            }

            @Override
            public ObjectNode upcast(ObjectNode payload) {
                payload.set(after, Objects.requireNonNull(payload.remove(before)));
                return payload;
            }
        };
    }

    private static void assertUnreadable(String name, int revision, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CODEC.read(name, revision, bytes, 0, bytes.length))
                .isInstanceOf(UnreadableFact.class);
    }

    private static byte[] golden(String file) throws IOException {
        try (InputStream in = EventSerializationTest.class.getResourceAsStream("/events/" + file + ".json")) {
            byte[] bytes = Objects.requireNonNull(in, file).readAllBytes();
            // The line feed with which a text file ends is no part of the fact.
            return Arrays.copyOf(bytes, bytes.length - 1);
        }
    }

    private static String name(String file) {
        String[] parts = file.split("\\.", -1);
        return parts[0] + "." + parts[1];
    }

    private static int revision(String file) {
        return Integer.parseInt(file.split("\\.", -1)[2]);
    }
}
