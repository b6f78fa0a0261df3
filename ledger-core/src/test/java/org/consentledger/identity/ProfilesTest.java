package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.Locale;
import org.assertj.core.api.SoftAssertions;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ProfilesTest {
    private final Profiles profiles = Profiles.installed();

    @Test
    void two_profiles_are_installed_the_identity_first() {
        assertThat(profiles.all()).extracting(Profile::name).containsExactly("plain-1", "digits-1");
        assertThat(profiles.all().getFirst().name()).isEqualTo(Profiles.IDENTITY);
    }

    @Test
    void an_unknown_profile_is_refused_with_the_list_of_installed_ones() {
        assertThatThrownBy(() -> profiles.get("gmail-9"))
                .isInstanceOf(Illegal.class)
                .hasMessage("value.profile: must be one of: plain-1, digits-1");
    }

    @ParameterizedTest
    @CsvSource({
        "'  Test123@gmail.com   ', test123@gmail.com",
        "'\t\u00a0First.Last+Tag@Example.COM\r\n', first.last+tag@example.com",
        "'\ufeffa@b.example\u3000', a@b.example",
        "'\"Fred Bloggs\"@example.com', '\"fred bloggs\"@example.com'",
        "'\"at@sign\"@example.com', '\"at@sign\"@example.com'",
        "'伊昭傑@郵件.商務', '伊昭傑@郵件.商務'",
        "'a@b', 'a@b'",
    })
    void an_e_mail_address_is_trimmed_and_lower_cased_and_nothing_else(String given, String normalForm) {
        assertThat(normalForm("plain-1", Channel.EMAIL, given, null)).isEqualTo(normalForm);
        assertThat(normalForm("digits-1", Channel.EMAIL, given, null)).isEqualTo(normalForm);
    }

    @Test
    void lower_case_does_not_depend_on_the_machine_s_language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(normalForm("plain-1", Channel.EMAIL, "TITLE@EXAMPLE.COM", null))
                    .isEqualTo("title@example.com");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "@",
                "name@",
                "@domain.example",
                "no-at-sign.example",
                "two@signs@example.com",
                "white space@example.com",
                "a@exa\u00a0mple.com",
                "line\nbreak@example.com",
                "Name <a@example.com>",
                "null\u0000@example.com",
                "\"bell\u0007\"@example.com",
                "a@\u007f.example",
            })
    void what_is_certainly_no_address_is_refused(String given) {
        assertThatThrownBy(() -> normalForm("plain-1", Channel.EMAIL, given, null))
                .isInstanceOf(Illegal.class);
    }

    @Test
    void an_address_has_at_most_254_characters() {
        String domain = "@example.com";
        String longest = "a".repeat(254 - domain.length()) + domain;
        assertThat(normalForm("plain-1", Channel.EMAIL, longest, null)).isEqualTo(longest);
        assertThatThrownBy(() -> normalForm("plain-1", Channel.EMAIL, "a" + longest, null))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("254");
    }

    @Test
    void odd_addresses_that_validators_accept_are_accepted_save_comments_and_obsolete_spaces() {
        SoftAssertions all = new SoftAssertions();
        int accepted = 0;
        for (JsonNode row : Cases.lines("email_corpus.jsonl")) {
            String verdict = row.get("verdict").stringValue();
            String address = row.get("address").stringValue();
            if (verdict.startsWith("valid(csv")) {
                address = address.split(",", 2)[0];
            } else if (!verdict.equals("ISEMAIL_VALID_CATEGORY")
                    && !verdict.equals("ISEMAIL_RFC5321")
                    && !verdict.startsWith("Valid")) {
                continue;
            }
            // The corpus cuts some rows short; obsolete forms escape a space or '@' outside quotation marks.
            boolean whole = address.indexOf('@') > 0 && !address.endsWith("@") && address.length() <= 254;
            boolean obsolete = !address.startsWith("\"") && address.matches("(?s).*([\\s(]|@.*@).*");
            if (whole && !obsolete) {
                String given = address;
                all.assertThatCode(() -> normalForm("plain-1", Channel.EMAIL, given, null))
                        .as(given)
                        .doesNotThrowAnyException();
                accepted++;
            }
        }
        assertThat(accepted).isGreaterThan(80);
        all.assertAll();
    }

    @Test
    void the_platforms_published_vectors_come_out() {
        int checked = 0;
        for (JsonNode row : Cases.lines("audience_match_vectors.jsonl")) {
            String scheme = row.get("scheme").stringValue();
            String input = row.get("input").stringValue();
            String normalForm = switch (scheme) {
                case "digits (meta)" ->
                    // Meta's own example is a number with its country code already prefixed.
                    normalForm("digits-1", Channel.PHONE, "+" + input, null);
                case "e164 (google)" -> normalForm("plain-1", Channel.PHONE, input, "US");
                default -> scheme.startsWith("trim-lower (") ? normalForm("plain-1", Channel.EMAIL, input, null) : null;
            };
            if (normalForm != null) {
                assertThat(normalForm).isEqualTo(row.get("normalised").stringValue());
                assertThat(hex(normalForm)).isEqualTo(row.get("sha256_hex").stringValue());
                checked++;
            }
        }
        assertThat(checked).isGreaterThanOrEqualTo(30);
    }

    @Test
    void every_way_to_write_a_phone_number_comes_to_its_e164_form() {
        SoftAssertions all = new SoftAssertions();
        int agreed = 0;
        for (JsonNode row : Cases.lines("phone_forms_e164.jsonl")) {
            if (!row.get("agree").booleanValue()) {
                continue;
            }
            String input = row.get("input").stringValue();
            String region = row.get("region").stringValue();
            all.assertThatCode(() -> {
                        String plain = normalForm("plain-1", Channel.PHONE, input, region);
                        String digits = normalForm("digits-1", Channel.PHONE, input, region);
                        assertThat(plain).isEqualTo(row.get("true_e164").stringValue());
                        assertThat(hex(plain)).isEqualTo(row.get("sha256_e164").stringValue());
                        assertThat(hex(digits))
                                .isEqualTo(row.get("sha256_digits").stringValue());
                    })
                    .as("%s in %s", input, region)
                    .doesNotThrowAnyException();
            agreed++;
        }
        all.assertAll();
        assertThat(agreed).isEqualTo(1_417);
    }

    @Test
    void a_number_without_country_code_needs_its_region() {
        assertThat(normalForm("plain-1", Channel.PHONE, "(206) 206-2006", "US")).isEqualTo("+12062062006");
        assertThatThrownBy(() -> normalForm("plain-1", Channel.PHONE, "(206) 206-2006", null))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("value.region");
        assertThatThrownBy(() -> normalForm("plain-1", Channel.PHONE, "(206) 206-2006", "ZZ"))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.region");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "+", "12", "+1 206", "206-2006", "twelve", "+999 123 456 789", "+1 206 206 2006 1234567"})
    void what_is_certainly_no_number_is_refused(String given) {
        assertThatThrownBy(() -> normalForm("plain-1", Channel.PHONE, given, "US"))
                .isInstanceOf(Illegal.class);
    }

    private String normalForm(String profile, Channel channel, String given, @Nullable String region) {
        return profiles.get(profile).normalForm(channel, given, region);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(Sha256.ofText(text).bytes());
    }
}
