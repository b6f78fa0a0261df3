package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import org.consentledger.identity.GivenHash.Encoding;
import org.consentledger.law.Illegal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GivenHashTest {
    /** Its Base64 has characters of both alphabets' own. */
    private static final byte[] BOTH = HexFormat.of().parseHex("fb".repeat(31) + "ff");

    @Test
    void a_hash_is_read_from_hexadecimal_digits_in_either_case() {
        Sha256 hash = Sha256.ofText("a@example.com");
        String hex = HexFormat.of().formatHex(hash.bytes());
        assertThat(parse(hex)).isEqualTo(new GivenHash(hash, Encoding.HEX));
        assertThat(parse(hex.toUpperCase(Locale.ROOT))).isEqualTo(new GivenHash(hash, Encoding.HEX));
    }

    @Test
    void a_hash_is_read_from_base64_of_either_alphabet_padded_or_not() {
        for (int i = 0; i < 64; i++) {
            Sha256 hash = Sha256.ofText("value " + i);
            byte[] bytes = hash.bytes();
            assertThat(parse(Base64.getEncoder().encodeToString(bytes)).hash()).isEqualTo(hash);
            assertThat(parse(Base64.getEncoder().withoutPadding().encodeToString(bytes))
                            .hash())
                    .isEqualTo(hash);
            assertThat(parse(Base64.getUrlEncoder().encodeToString(bytes)).hash())
                    .isEqualTo(hash);
            assertThat(parse(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes))
                            .hash())
                    .isEqualTo(hash);
        }
    }

    @Test
    void the_encoding_is_told() {
        assertThat(parse(Base64.getEncoder().encodeToString(BOTH)).encoding()).isEqualTo(Encoding.BASE64);
        assertThat(parse(Base64.getUrlEncoder().encodeToString(BOTH)).encoding())
                .isEqualTo(Encoding.BASE64_URL);
        assertThat(parse("A".repeat(43)).encoding()).as("in both alphabets").isEqualTo(Encoding.BASE64);
    }

    @Test
    void alphabets_are_not_mixed() {
        String standard = Base64.getEncoder().encodeToString(BOTH);
        String mixed = standard.replaceFirst("\\+", "-");
        assertThat(mixed).contains("+", "-");
        assertThatThrownBy(() -> parse(mixed)).isInstanceOf(Illegal.class).hasMessageContaining("one alphabet");
    }

    @Test
    void bits_that_no_writer_sets_are_refused() {
        assertThatThrownBy(() -> parse("A".repeat(42) + "B"))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("32 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice@example.com",
                " a@b ",
                "+1 (415) 555-0100",
                "4155550100",
                "0061 2 1234 5678",
                "someone-with-a-very-long-name-and-more-than-43-characters@an-example-domain.example"
            })
    void a_plain_value_where_a_hash_is_due_is_named_as_such_and_not_repeated(String plain) {
        assertThatThrownBy(() -> parse(plain))
                .isInstanceOf(Illegal.class)
                .hasMessage("value.sha256: must be a SHA-256 and no plain value; a plain one goes into 'plain'");
    }

    @ParameterizedTest
    @CsvSource({
        "0cc175b9c0f1b6a831c399e269772661, MD5", // "a"
        "86F7E437FAA5A7FCE15D1DDCB9EAEAEA377667B8, MD5", // "a"
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde, hexadecimal",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0, hexadecimal",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg, hexadecimal",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==, hexadecimal",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==, hexadecimal",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=A=, hexadecimal",
        "'0123456789abcdef0123456789abcdef 0123456789abcdef0123456789abcde', hexadecimal",
        "' AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', hexadecimal",
        "'', hexadecimal",
        "not-a-hash, hexadecimal",
    })
    void a_hash_of_another_length_or_alphabet_is_refused_and_not_repeated(String text, String told) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.sha256: must be a SHA-256")
                .hasMessageContaining(told)
                .satisfies(e -> assertThat(text.isEmpty()
                                || !String.valueOf(e.getMessage()).contains(text))
                        .isTrue());
    }

    @Test
    void it_is_never_printed() {
        assertThat(parse("A".repeat(43))).hasToString("GivenHash[BASE64, hidden]");
    }

    private static GivenHash parse(String text) {
        return GivenHash.parse("value.sha256", text);
    }
}
