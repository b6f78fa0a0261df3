package org.consentledger.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "\u200b", "\u00a0\u202f", "\u2060\ufeff", "\u00ad", "\u3164", "\ufe0f", "\udb40\udc41"})
    void of_a_text_that_nobody_sees_no_fact_is_made(String text) {
        assertThatThrownBy(() -> Text.name("name", text))
                .isInstanceOfSatisfying(Illegal.class, e -> assertThat(e.rule()).endsWith("not blank"));
        assertThatThrownBy(() -> Text.sentence("sentence", text))
                .isInstanceOfSatisfying(Illegal.class, e -> assertThat(e.rule()).endsWith("not blank"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u2028b", "a\u2029b", "a\nb", "a\u0085b"})
    void a_name_stands_on_one_line(String text) {
        assertThatThrownBy(() -> Text.name("name", text)).isInstanceOf(Illegal.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "\u0645\u06cc\u200c\u062e", "\ud83d\udc68\u200d\ud83d\udc69", "\u2764\ufe0f", "\u0301"})
    void what_shows_something_may_hold_what_shows_nothing(String text) {
        assertThatCode(() -> Text.name("name", text)).doesNotThrowAnyException();
    }

    @Test
    void a_sentence_has_lines() {
        assertThatCode(() -> Text.sentence("sentence", "a\nb\u2028c")).doesNotThrowAnyException();
    }

    @Test
    void whatever_this_jdk_knows_as_white_space_or_control_is_blank_and_no_letter_is() {
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(c -> Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c))
                        .allMatch(c -> Text.isBlank(Character.toString(c))))
                .isTrue();
        assertThat(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                        .filter(Character::isLetterOrDigit)
                        // The Hangul fillers are letters by name.
                        .filter(c -> c != 0x115F && c != 0x1160 && c != 0x3164 && c != 0xFFA0)
                        .noneMatch(c -> Text.isBlank(Character.toString(c))))
                .isTrue();
    }
}
