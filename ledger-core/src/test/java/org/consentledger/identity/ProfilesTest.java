package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilesTest {
    private final Profiles profiles = Profiles.documented();

    @Test
    void the_documented_profiles_are_installed_the_identity_first() {
        assertThat(profiles.names())
                .containsExactly(
                        "plain-1",
                        "x-1",
                        "x-2",
                        "meta-1",
                        "google-1",
                        "google-2",
                        "google-3",
                        "uid2-1",
                        "tiktok-1",
                        "tiktok-2",
                        "tiktok-3",
                        "tiktok-4",
                        "snap-1",
                        "reddit-1",
                        "reddit-2",
                        "drop-1");
        assertThat(profiles.names().getFirst()).isEqualTo(Profiles.IDENTITY);
        assertThat(Long.bitCount(profiles.set())).isEqualTo(16);
    }

    @Test
    void an_unknown_profile_is_refused_with_the_list_of_installed_ones() {
        Profiles three = Profiles.named(List.of("drop-1", "x-2"), Map.of());
        assertThatThrownBy(() -> three.get("gmail-9"))
                .isInstanceOf(Illegal.class)
                .hasMessage("value.profile: must be one of: plain-1, drop-1, x-2");
    }

    @Test
    void the_identity_is_always_installed_and_nothing_twice() {
        assertThat(Profiles.named(List.of(), Map.of()).names()).containsExactly("plain-1");
        assertThat(Profiles.named(List.of("x-1", "plain-1", "x-1"), Map.of()).names())
                .containsExactly("plain-1", "x-1");
        assertThat(Profiles.named(List.of("drop-1", "documented"), Map.of()).names())
                .startsWith("plain-1", "drop-1", "x-1")
                .hasSize(16);
    }

    @Test
    void a_name_that_is_not_known_cannot_be_installed() {
        assertThatThrownBy(() -> Profiles.named(List.of("x-9"), Map.of()))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("x-9")
                .hasMessageContaining("x-2");
    }

    /** One address, under each profile. */
    @ParameterizedTest
    @CsvSource({
        "plain-1,  j.d-o_e+news@gmail.com",
        "x-1,      j.d-o_e+news@gmail.com",
        "x-2,      j.d-o_e+news@gmail.com",
        "meta-1,   j.d-o_e+news@gmail.com",
        "google-1, j.d-o_e+news@gmail.com",
        "google-2, jd-o_e+news@gmail.com",
        "google-3, jd-o_e@gmail.com",
        "uid2-1,   jd-o_e@gmail.com",
        "tiktok-1, jd-o_e@gmail.com",
        "tiktok-2, j.d-o_e@gmail.com",
        "tiktok-3, j.d-o_e@gmail.com",
        "tiktok-4, j.d-o_e+news@gmail.com",
        "snap-1,   j.d-o_e+news@gmail.com",
        "reddit-1, jd-o_e@gmail.com",
        "reddit-2, jdoe@gmail.com",
        "drop-1,   j.d-o_e+news@gmail.com",
    })
    void an_address_at_gmail(String profile, String normalForm) {
        assertThat(email(profile, " J.D-o_e+News@GMail.com\n")).isEqualTo(normalForm);
    }

    @ParameterizedTest
    @CsvSource({
        "google-2, j.doe+news@example.com",
        "google-3, j.doe+news@example.com",
        "uid2-1,   j.doe+news@example.com",
        "tiktok-1, jdoe@example.com",
        "tiktok-2, j.doe@example.com",
        "reddit-1, jdoe@example.com",
        "reddit-2, jdoe@example.com",
    })
    void an_address_elsewhere(String profile, String normalForm) {
        assertThat(email(profile, "J.Doe+News@example.com")).isEqualTo(normalForm);
    }

    @ParameterizedTest
    @CsvSource({
        "google-2, jdoe@googlemail.com",
        "google-3, jdoe@googlemail.com",
        "uid2-1,   j.doe@googlemail.com",
    })
    void an_address_at_gmail_s_other_domain(String profile, String normalForm) {
        assertThat(email(profile, "J.Doe@googlemail.com")).isEqualTo(normalForm);
    }

    @ParameterizedTest
    @CsvSource({
        "google-3, a.b@notgmail.com, a.b@notgmail.com",
        "google-3, a.b@gmail.com.example, a.b@gmail.com.example",
        "google-3, a.b@x+gmail.com, a.b@x+gmail.com",
        "tiktok-2, a@x+y.example, a@x+y.example",
        "uid2-1,   ÄB@Gmail.com, Äb@gmail.com",
        "google-3, ÄB@Gmail.com, äb@gmail.com",
        "uid2-1,   ab@EXÄMPLE.com, ab@exÄmple.com",
    })
    void what_only_looks_alike(String profile, String given, String normalForm) {
        assertThat(email(profile, given)).isEqualTo(normalForm);
    }

    @ParameterizedTest
    @CsvSource({
        "google-2, ...@gmail.com",
        "google-3, +news@gmail.com",
        "google-3, .+news@gmail.com",
        "uid2-1,   +@gmail.com",
        "tiktok-1, .+a@example.com",
        "tiktok-2, +a@example.com",
        "reddit-2, _-_@example.com",
        "reddit-2, 伊昭傑@example.com",
    })
    void an_address_of_which_nothing_is_left_has_no_match_key_under_that_profile(String profile, String given) {
        assertThat(profiles.get(profile).hash(Channel.EMAIL, given, null)).isNull();
        assertThat(email("plain-1", given)).isEqualTo(given);
        GivenValue plain = GivenValue.plain(Channel.EMAIL, given, null);
        long bit = 1L << profiles.names().indexOf(profile);
        assertThat(profiles.keysOf(plain)).noneMatch(hash -> (hash.profiles() & bit) != 0);
    }

    @ParameterizedTest
    @CsvSource({
        "plain-1,  +14155559317",
        "x-1,      14155559317",
        "x-2,      +14155559317",
        "meta-1,   14155559317",
        "google-3, +14155559317",
        "uid2-1,   +14155559317",
        "tiktok-1, +14155559317",
        "tiktok-2, +14155559317",
        "tiktok-3, 14155559317",
        "tiktok-4, +14155559317",
        "snap-1,   14155559317",
        "reddit-1, +14155559317",
        "drop-1,   4155559317",
    })
    void a_phone_number(String profile, String normalForm) {
        assertThat(phone(profile, "+1(415)555-9317", null)).isEqualTo(normalForm);
    }

    @Test
    void uid2_takes_no_number_of_fewer_than_ten_digits() {
        assertThat(phone("plain-1", "+685 22123", null)).isEqualTo("+68522123");
        assertThat(profiles.get("uid2-1").hash(Channel.PHONE, "+685 22123", null))
                .isNull();
        assertThat(phone("uid2-1", "+354 555 1234", null)).isEqualTo("+3545551234");
    }

    @Test
    void a_zero_that_belongs_to_the_number_stays_and_one_that_is_dialled_before_it_goes() {
        assertThat(phone("snap-1", "06 1234 5678", "IT")).isEqualTo("390612345678");
        assertThat(phone("snap-1", "0171 1234567", "DE")).isEqualTo("491711234567");
    }

    /** The agency's own examples. */
    // Source: CalPrivacy, DROP technical specifications 1.2.0, "Working with the data".
    @ParameterizedTest
    @CsvSource({
        "EMAIL, Anna.Smith@Domain.com,          , KA18MT/ph6IHYjzT9zwETySDQyvSh87YuoSBpOQtkhE=",
        "EMAIL, danielle.johnson12@example.com, , mKDnDvwF2inxrKcK1hJN2TRkxPfL6kzNNTtU12eH8Bw=",
        "PHONE, +1(415)555-9317,                , vGM7y5n+hBXRSEAklhHDPCbysyNgYTmXdMcagGUOY8E=",
        "PHONE, +84(90)123 4567,                , ptzVkgbv9DonwvPCHmXmJ2SEOaolSh37z3ZzY/Gmm+U=",
        "PHONE, +354(123)4567,                  , Btrzydf5K6ALAKKXJGFHSx7u5bDzHC9WlVYtpq1n2rY=",
        "PHONE, 5551273811,                   US, jr/RAWYVN+ODBf2vRxwBASPwiO4x27OGI1y3IDhcwLo=",
    })
    void drop_s_examples(Channel channel, String given, @Nullable String region, String base64) {
        Sha256 hash = profiles.get("drop-1").hash(channel, given, region);
        assertThat(hash).isEqualTo(GivenHash.parse("hash", base64).hash());
        assertThat(hash).isEqualTo(Sha256.of(Base64.getDecoder().decode(base64)));
    }

    /** Reddit's own example; and the two addresses have one hash. */
    // Source: Reddit, "Manual Advanced Matching".
    @ParameterizedTest
    @ValueSource(strings = {"alice@example.com", "Al.ice$+Apple@Example.Com"})
    void reddit_s_example(String given) {
        assertThat(profiles.get("reddit-2").hash(Channel.EMAIL, given, null))
                .isEqualTo(GivenHash.parse("hash", "ff8d9819fc0e12bf0d24892e45987e249a28dce836a85cad60e28eaaa8c6d976")
                        .hash());
    }

    @Test
    void equal_normal_forms_share_one_hash_and_the_identity_s_comes_first() {
        assertThat(profiles.keysOf(GivenValue.plain(Channel.EMAIL, "a@example.com", null)))
                .containsExactly(new ProfiledHash(Sha256.ofText("a@example.com"), profiles.set()));
        List<ProfiledHash> hashes = profiles.keysOf(GivenValue.plain(Channel.EMAIL, "J.D+x@gmail.com", null));
        assertThat(hashes)
                .extracting(ProfiledHash::hash)
                .containsExactly(
                        Sha256.ofText("j.d+x@gmail.com"),
                        Sha256.ofText("jd+x@gmail.com"),
                        Sha256.ofText("jd@gmail.com"),
                        Sha256.ofText("j.d@gmail.com"));
        assertThat(hashes.stream().mapToLong(ProfiledHash::profiles).sum())
                .as("each profile once")
                .isEqualTo(profiles.set());
    }

    @Test
    void a_hash_is_found_under_the_profiles_of_its_rule_and_no_others() {
        assertThat(profiles.sameRule(Channel.PHONE, "snap-1")).isEqualTo(profiles.sameRule(Channel.PHONE, "meta-1"));
        assertThat(profiles.sameRule(Channel.EMAIL, "snap-1")).isEqualTo(profiles.sameRule(Channel.EMAIL, "plain-1"));
        assertThat(profiles.sameRule(Channel.PHONE, "plain-1") & profiles.sameRule(Channel.PHONE, "meta-1"))
                .isZero();
        assertThat(profiles.sameRule(Channel.EMAIL, "x-9")).isZero();
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
    void plain_1_trims_an_e_mail_address_and_lower_cases_it_and_nothing_else(String given, String normalForm) {
        assertThat(email("plain-1", given)).isEqualTo(normalForm);
    }

    @Test
    void lower_case_does_not_depend_on_the_machine_s_language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.of("tr"));
            assertThat(email("plain-1", "TITLE@EXAMPLE.COM")).isEqualTo("title@example.com");
            assertThat(email("uid2-1", "TITLE@EXAMPLE.COM")).isEqualTo("title@example.com");
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
        assertThatThrownBy(() -> email("plain-1", given)).isInstanceOf(Illegal.class);
    }

    @Test
    void an_address_has_at_most_254_characters() {
        String domain = "@example.com";
        String longest = "a".repeat(254 - domain.length()) + domain;
        assertThat(email("plain-1", longest)).isEqualTo(longest);
        assertThatThrownBy(() -> email("plain-1", "a" + longest))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("254");
    }

    @Test
    void a_number_without_country_code_needs_its_region() {
        assertThat(phone("plain-1", "(206) 206-2006", "US")).isEqualTo("+12062062006");
        assertThatThrownBy(() -> phone("plain-1", "(206) 206-2006", null))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("value.region");
        assertThatThrownBy(() -> phone("plain-1", "(206) 206-2006", "ZZ"))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.region");
    }

    @ParameterizedTest
    @CsvSource({
        "00 61 412 345 678, AU, +61412345678",
        "0061412345678,     US, +61412345678",
        "0061412345678,       , +61412345678",
        "005511961234567,   BR, +5511961234567",
        "00 44 20 7946 0018, DE, +442079460018",
    })
    void two_zeros_stand_for_a_plus_where_the_region_s_own_reading_is_no_valid_number(
            String given, @Nullable String region, String e164) {
        assertThat(phone("plain-1", given, region)).isEqualTo(e164);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "00",
                "0000",
                "12",
                "+1 206",
                "206-2006",
                "twelve",
                "+999 123 456 789",
                "+1 206 206 2006 1234567",
                "00 12"
            })
    void what_is_certainly_no_number_is_refused(String given) {
        assertThatThrownBy(() -> phone("plain-1", given, "US")).isInstanceOf(Illegal.class);
    }

    private @Nullable String email(String profile, String given) {
        return profiles.get(profile).normalForm(PlainValue.read(Channel.EMAIL, given, null));
    }

    private @Nullable String phone(String profile, String given, @Nullable String region) {
        return profiles.get(profile).normalForm(PlainValue.read(Channel.PHONE, given, region));
    }
}
