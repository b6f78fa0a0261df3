package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The notes that golang.org/x/mod and C2SP publish, to sign, to open and to refuse. */
class SignedNoteCasesTest {
    @TestFactory
    Stream<DynamicTest> notes_are_opened_and_refused_as_published() {
        return elements("open").map(c -> dynamicTest(title(c), () -> check(c)));
    }

    private static void check(JsonNode c) {
        List<VerifierKey> keys = strings(c.get("vkeys")).map(VerifierKey::parse).toList();
        NoteOpening opening;
        try {
            opening = SignedNote.parse(note(c)).open(keys);
        } catch (Malformed _) {
            assertThat(c.get("error").stringValue()).isEqualTo("malformed note");
            return;
        }
        switch (opening) {
            case NoteOpening.Opened opened -> {
                assertThat(c.get("ok").booleanValue()).isTrue();
                assertThat(opened.verified()).hasSize(c.get("verified").size());
                assertThat(opened.others()).hasSize(c.get("unverified").size());
            }
            case NoteOpening.Refused refused ->
                assertThat(c.get("error").stringValue())
                        .startsWith(
                                switch (refused) {
                                    case NO_KNOWN_KEY -> "note has no verifiable signatures";
                                    case WRONG_SIGNATURE -> "invalid signature for key";
                                });
        }
    }

    private static byte[] note(JsonNode c) {
        byte[] note = c.get("note").stringValue().getBytes(UTF_8);
        return c.has("notePrefixHex")
                ? Bytes.join(HexFormat.of().parseHex(c.get("notePrefixHex").stringValue()), note)
                : note;
    }

    @TestFactory
    Stream<DynamicTest> signing_gives_the_published_bytes() {
        return elements("sign")
                .map(c -> dynamicTest(title(c), () -> {
                    SeedKey key = SeedKey.parse(c.get("skey").stringValue());
                    SignedNote note = SignedNote.sign(c.get("text").stringValue(), List.of(key));
                    assertThat(note).hasToString(c.get("note").stringValue());
                    assertThat(SignedNote.parse(note.toString())).isEqualTo(note);
                }));
    }

    @TestFactory
    Stream<DynamicTest> what_cannot_be_signed_is_refused() {
        return elements("signReject")
                .map(c -> dynamicTest(
                        title(c),
                        () -> refused(_ -> {
                            String text = c.get("text").stringValue();
                            SignedNote note = SignedNote.sign(text, List.of(peterNeumann()));
                            if (c.has("sigName")) {
                                note.with(List.of(
                                        new NoteSignature(c.get("sigName").stringValue(), 1, new byte[1])));
                            }
                            if (c.has("existingSig")) {
                                JsonNode given = c.get("existingSig");
                                note.with(List.of(NoteSignature.parse(
                                        "\u2014 " + given.get("name").stringValue() + " "
                                                + given.get("base64").stringValue())));
                            }
                        })));
    }

    @Test
    void keys_are_written_as_they_are_read() {
        JsonNode keys = Cases.json("signed_note.json").get("keys");
        assertThat(keys).isNotEmpty().allSatisfy(key -> {
            String text = key.get("vkey").stringValue();
            assertThat(VerifierKey.parse(text)).hasToString(text);
        });
        SeedKey key = peterNeumann();
        assertThat(key.verifier())
                .hasToString(keys.get("PeterNeumann").get("vkey").stringValue());
        assertThat(key.toString()).doesNotContain("PRIVATE");
    }

    @Test
    void a_verifier_key_with_a_part_missing_or_a_byte_changed_is_refused() {
        JsonNode json = Cases.json("signed_note.json");
        strings(json.get("vkeyReject")).forEach(text -> refused(_ -> VerifierKey.parse(text)));
        String text = json.get("keys").get("PeterNeumann").get("vkey").stringValue();
        bent(text).forEach(bent -> refused(_ -> VerifierKey.parse(bent)));
    }

    @Test
    void a_signing_key_with_a_part_missing_or_a_byte_changed_is_refused() {
        bent(peterNeumann().secret()).forEach(bent -> refused(_ -> SeedKey.parse(bent)));
    }

    /** Every proper substring, and the text with any one byte one higher. */
    private static List<String> bent(String text) {
        var bent = new ArrayList<String>();
        for (int start = 0; start < text.length(); start++) {
            for (int end = start; end <= text.length(); end++) {
                if (end - start < text.length()) {
                    bent.add(text.substring(start, end));
                }
            }
            var other = new StringBuilder(text);
            other.setCharAt(start, (char) (text.charAt(start) + 1));
            bent.add(other.toString());
        }
        return bent;
    }

    private static void refused(Consumer<Void> attempt) {
        assertThatExceptionOfType(Malformed.class).isThrownBy(() -> attempt.accept(null));
    }

    private static SeedKey peterNeumann() {
        return SeedKey.parse(Cases.json("signed_note.json")
                .get("keys")
                .get("PeterNeumann")
                .get("skey")
                .stringValue());
    }

    private static Stream<JsonNode> elements(String name) {
        return StreamSupport.stream(Cases.json("signed_note.json").get(name).spliterator(), false);
    }

    private static Stream<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue);
    }

    private static String title(JsonNode c) {
        return c.has("why") ? c.get("why").stringValue() : c.toString().substring(0, 60);
    }
}
