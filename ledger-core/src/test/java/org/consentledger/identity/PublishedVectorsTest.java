package org.consentledger.identity;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Every published vector, one test each, named by its file and line or id. Where the ledger reads otherwise, a {@link Reading}
 * says so and is tested; {@code docs/reference/profiles.md} has the reason.
 */
class PublishedVectorsTest {
    private final Profiles profiles = Profiles.documented();

    /** Which profile a vector's rule is. Those of platforms that have none here are held to {@code plain-1}. */
    private static final Map<String, String> PROFILE_OF_SCHEME = Map.ofEntries(
            Map.entry("google via Segment (first dot only, no plus; gmail+googlemail)", "google-2"),
            Map.entry("google-megalista-email (dots only, gmail+googlemail)", "google-2"),
            Map.entry("google-data-manager-email", "google-3"),
            Map.entry("e164 (google)", "google-3"),
            Map.entry("e164 (google, via Segment)", "google-3"),
            Map.entry("uid2-email", "uid2-1"),
            Map.entry("e164-verbatim (uid2)", "uid2-1"),
            Map.entry("trim-lower (meta)", "meta-1"),
            Map.entry("trim-lower (meta, via Segment)", "meta-1"),
            Map.entry("digits (meta)", "meta-1"),
            Map.entry("digits (meta, via Segment)", "meta-1"),
            Map.entry("tiktok via Segment (dots+plus, ALL domains)", "tiktok-1"),
            Map.entry("tiktok-doc: remove spaces, lower", "tiktok-4"),
            Map.entry("tiktok-doc: as published", "tiktok-4"),
            Map.entry("trim-lower (tiktok, via Segment)", "tiktok-4"),
            Map.entry("e164 (tiktok, via Segment)", "tiktok-4"),
            Map.entry("trim-lower (snap, via Segment)", "snap-1"),
            Map.entry("digits, leading zeros dropped (snap, via Segment)", "snap-1"),
            Map.entry("reddit via Segment (dots+plus, ALL domains)", "reddit-1"),
            Map.entry("e164 (reddit, via Segment)", "reddit-1"),
            Map.entry("amazon via Segment ([a-z0-9.@-] only)", "plain-1"),
            Map.entry("digits (amazon, via Segment)", "plain-1"),
            Map.entry("lower (yahoo, via Segment)", "plain-1"),
            Map.entry("lower, all whitespace removed (liveramp, via Segment)", "plain-1"),
            Map.entry("trim-lower (linkedin, via Segment)", "plain-1"),
            Map.entry("trim-lower (microsoft, via Segment)", "plain-1"),
            Map.entry("trim-lower (rokt, via Segment)", "plain-1"));

    /** How the ledger reads a vector that it doesn't read as published. */
    private enum Reading {
        /** Not an e-mail address and not a phone number. */
        NO_CONTACT_POINT,
        /** The vector hashes a number without its country code; read in the United States it gets one. */
        COUNTRY_CODE_ADDED,
        /** No country has numbers of that length. */
        NO_SUCH_NUMBER,
        /** A rule of Amazon's, which has no profile here: {@code plain-1} removes no {@code +}. */
        AMAZON_REMOVES_MORE,
        /** The page says {@code +} and hashes without: that is the profile of the version before. */
        HASHED_AS_TIKTOK_3,
        /** Two {@code @}, the first behind a backslash and outside quotation marks. */
        TWO_AT_SIGNS,
        /** The normal form as printed is not of the number as printed. */
        MISPRINT,
    }

    private static final Map<String, Reading> AUDIENCE_MATCH_READINGS = Map.ofEntries(
            Map.entry("amv-0000", Reading.AMAZON_REMOVES_MORE),
            Map.entry("amv-0002", Reading.AMAZON_REMOVES_MORE),
            Map.entry("amv-0006", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0008", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0009", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0011", Reading.COUNTRY_CODE_ADDED),
            Map.entry("amv-0014", Reading.COUNTRY_CODE_ADDED),
            Map.entry("amv-0018", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0026", Reading.COUNTRY_CODE_ADDED),
            Map.entry("amv-0038", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0040", Reading.COUNTRY_CODE_ADDED),
            Map.entry("amv-0041", Reading.COUNTRY_CODE_ADDED),
            Map.entry("amv-0052", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0053", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0054", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0055", Reading.NO_SUCH_NUMBER),
            Map.entry("amv-0086", Reading.HASHED_AS_TIKTOK_3),
            Map.entry("amv-0087", Reading.NO_CONTACT_POINT),
            Map.entry("amv-0182", Reading.NO_CONTACT_POINT));

    /** Whose region the number is of, where it isn't the United States. */
    private static final Map<String, String> REGIONS = Map.of("amv-0025", "GB");

    @TestFactory
    Stream<DynamicTest> audience_match_vectors() {
        return Cases.lines("audience_match_vectors.jsonl").stream()
                .map(row -> DynamicTest.dynamicTest(text(row, "id") + " " + text(row, "scheme"), () -> match(row)));
    }

    private void match(JsonNode row) {
        String normalised = text(row, "normalised");
        GivenHash hex = GivenHash.parse("hash", text(row, "sha256_hex"));
        GivenHash base64 = GivenHash.parse("hash", text(row, "sha256_base64"));
        assertThat(Sha256.ofText(normalised)).isEqualTo(hex.hash()).isEqualTo(base64.hash());
        assertThat(hex.encoding()).isEqualTo(GivenHash.Encoding.HEX);

        String id = text(row, "id");
        Reading reading = AUDIENCE_MATCH_READINGS.get(id);
        if (reading == Reading.NO_CONTACT_POINT) {
            assertThat(Stream.of(Channel.values()).map(Channel::word)).doesNotContain(text(row, "kind"));
            return;
        }
        Channel channel = text(row, "kind").equals("email") ? Channel.EMAIL : Channel.PHONE;
        String region = channel == Channel.PHONE ? REGIONS.getOrDefault(id, "US") : null;
        String profile = requireNonNull(PROFILE_OF_SCHEME.get(text(row, "scheme")));
        if (reading == null) {
            assertThat(normalForm(profile, channel, text(row, "input"), region)).isEqualTo(normalised);
            assertThat(profiles.get(profile).hash(channel, text(row, "input"), region))
                    .isEqualTo(hex.hash());
        } else {
            read(reading, profile, channel, text(row, "input"), region, normalised);
        }
    }

    private void read(
            Reading reading, String profile, Channel channel, String input, @Nullable String region, String published) {
        switch (reading) {
            case COUNTRY_CODE_ADDED -> {
                String plus = published.startsWith("+") ? "+" : "";
                assertThat(normalForm(profile, channel, input, "US"))
                        .isEqualTo(plus + "1" + published.substring(plus.length()));
                assertRefused(channel, input, null);
            }
            case NO_SUCH_NUMBER -> assertRefused(channel, input, region);
            case AMAZON_REMOVES_MORE ->
                assertThat(requireNonNull(normalForm(profile, channel, input, null)))
                        .contains("+")
                        .isNotEqualTo(published);
            case HASHED_AS_TIKTOK_3 -> {
                assertThat(normalForm("tiktok-4", channel, input, null)).isEqualTo("+" + published);
                assertThat(normalForm("tiktok-3", channel, input, null)).isEqualTo(published);
            }
            case TWO_AT_SIGNS -> assertRefused(channel, input, null);
            case MISPRINT ->
                assertThat(normalForm(profile, channel, "+" + input, null))
                        .isEqualTo("+" + input.replace(" ", ""))
                        .isNotEqualTo(published);
            case NO_CONTACT_POINT -> throw new AssertionError("has no channel");
        }
    }

    private static final Map<Integer, Reading> VALIDITY_READINGS = Map.of(
            14, Reading.COUNTRY_CODE_ADDED,
            15, Reading.COUNTRY_CODE_ADDED,
            22, Reading.TWO_AT_SIGNS,
            25, Reading.MISPRINT,
            38, Reading.NO_SUCH_NUMBER,
            40, Reading.NO_SUCH_NUMBER);

    @TestFactory
    Stream<DynamicTest> audience_validity() {
        return byLine("audience_validity.jsonl", this::validity);
    }

    private void validity(int line, JsonNode row) {
        String set = text(row, "set");
        JsonNode given = row.get("case");
        String input = given.isArray() ? given.get(0).stringValue() : given.stringValue();
        String form = given.isArray() ? given.get(1).stringValue() : input;
        Reading reading = VALIDITY_READINGS.get(line);
        switch (set) {
            case "google_email_invalid", "meta_email_invalid", "meta_py_email_invalid" ->
                assertRefused(Channel.EMAIL, input, null);
            case "uid2_web_email_inner_space_invalid" -> assertRefused(Channel.EMAIL, input, null);
            case "uid2_email_invalid" -> assertNoKey("uid2-1", Channel.EMAIL, input);
            case "google_phone_invalid", "meta_phone_invalid" -> assertRefused(Channel.PHONE, input, "US");
            case "uid2_phone_not_e164" -> assertRefused(Channel.PHONE, input, null);
            case "google_email_normalise" -> assertForm(reading, "google-3", Channel.EMAIL, input, null, form);
            case "meta_email_normalise" -> assertForm(reading, "meta-1", Channel.EMAIL, input, null, form);
            case "meta_py_email_valid" -> assertForm(reading, "meta-1", Channel.EMAIL, input, null, form);
            case "google_phone_normalise" -> assertForm(reading, "google-3", Channel.PHONE, input, "US", form);
            case "meta_phone_normalise" -> assertForm(reading, "meta-1", Channel.PHONE, input, "US", form);
            case "tiktok_doc_phone" -> assertForm(reading, "tiktok-3", Channel.PHONE, input, "AM", form);
            case "uid2_phone_e164" -> assertForm(reading, "uid2-1", Channel.PHONE, input, null, form);
            case "uid2_doc_phone" ->
                assertForm(
                        reading,
                        "uid2-1",
                        Channel.PHONE,
                        input.replace(" (AU)", ""),
                        input.endsWith("(AU)") ? "AU" : "SG",
                        form);
            case "uid2_hash_equivalent_encodings" ->
                assertThat(GivenHash.parse("hash", input).hash()).isEqualTo(Sha256.ofText("foo@bar.com"));
            case "uid2_hash_invalid" ->
                assertThatThrownBy(() -> GivenHash.parse("hash", input)).isInstanceOf(Illegal.class);
            default -> throw new AssertionError("A set that no profile is held to: " + set);
        }
    }

    private void assertForm(
            @Nullable Reading reading,
            String profile,
            Channel channel,
            String input,
            @Nullable String region,
            String form) {
        if (reading == null) {
            assertThat(normalForm(profile, channel, input, region)).isEqualTo(form);
        } else {
            read(reading, profile, channel, input, region, form);
        }
    }

    /** Numbers without country code that libphonenumber, given their region, takes for a number of that region. */
    private static final Set<Integer> READ_AS_NATIONAL = Set.of(365, 695, 701);

    @TestFactory
    Stream<DynamicTest> phone_forms_e164() {
        return byLine("phone_forms_e164.jsonl", this::phone);
    }

    private void phone(int line, JsonNode row) {
        String input = text(row, "input");
        String region = text(row, "region");
        if (READ_AS_NATIONAL.contains(line)) {
            assertThat(normalForm("plain-1", Channel.PHONE, input, region))
                    .isEqualTo(text(row, "libphonenumber_parse"))
                    .isNotEqualTo(text(row, "true_e164"));
            assertThat(normalForm("plain-1", Channel.PHONE, "+" + input, null)).isEqualTo(text(row, "true_e164"));
            return;
        }
        assertThat(normalForm("plain-1", Channel.PHONE, input, region)).isEqualTo(text(row, "true_e164"));
        assertThat(profiles.get("plain-1").hash(Channel.PHONE, input, region))
                .isEqualTo(GivenHash.parse("hash", text(row, "sha256_e164")).hash());
        assertThat(profiles.get("meta-1").hash(Channel.PHONE, input, region))
                .isEqualTo(GivenHash.parse("hash", text(row, "sha256_digits")).hash());
    }

    /** Why an address that its source calls valid is refused, with the words of the refusal. */
    private static final Map<String, Set<Integer>> REFUSED = Map.of(
            "at most 254 characters", Set.of(5, 72, 75),
            "without white space inside", Set.of(6, 8, 54, 273, 285, 299),
            "without control characters", Set.of(7, 9, 13, 14, 73),
            "with one '@'", Set.of(281, 294, 304),
            // Cut short when the corpus was made: their source wrote them over several lines.
            "a name, '@' and a domain", Set.of(124, 125, 126, 127, 128, 129, 130, 133, 134));

    /** White space around them that RFC 5322 doesn't allow there, and that plain-1 removes. */
    private static final Set<Integer> TRIMMED = Set.of(21, 23, 25, 27, 29, 33, 39, 41, 44);

    /** Addresses that RFC 5321 doesn't allow, and that are recorded all the same. */
    private static final Set<Integer> RECORDED = IntStream.of(
                    22, 24, 31, 32, 36, 37, 38, 40, 42, 43, 47, 48, 49, 50, 52, 85, 91, 92, 93, 94, 96, 98, 99, 100,
                    103, 107, 113, 117, 118, 119, 162, 163, 164, 165, 166, 168, 169, 172, 173, 176, 177, 178, 180, 181,
                    182, 183, 185, 188, 189, 190, 191, 192, 193, 194, 195, 196, 197, 198, 199, 200, 201, 202, 203, 204,
                    206, 207, 208, 209, 210, 211, 212, 213, 214, 215, 217, 218, 220, 221, 222, 223, 224, 225, 229, 230,
                    231, 233, 234, 236, 237, 238, 239)
            .boxed()
            .collect(toSet());

    @TestFactory
    Stream<DynamicTest> email_corpus() {
        return byLine("email_corpus.jsonl", this::email);
    }

    private void email(int line, JsonNode row) {
        String verdict = text(row, "verdict");
        String address = text(row, "address");
        if (verdict.startsWith("valid(csv")) {
            address = address.split(",", 2)[0];
        }
        boolean calledInvalid =
                verdict.startsWith("ISEMAIL_ERR") || verdict.startsWith("Invalid") || verdict.equals("invalid");
        for (Map.Entry<String, Set<Integer>> refused : REFUSED.entrySet()) {
            if (refused.getValue().contains(line)) {
                assertThat(calledInvalid).isFalse();
                String given = address;
                assertThatThrownBy(() -> normalForm("plain-1", Channel.EMAIL, given, null))
                        .isInstanceOf(Illegal.class)
                        .hasMessageContaining(refused.getKey());
                return;
            }
        }
        if (TRIMMED.contains(line)) {
            assertThat(calledInvalid).isTrue();
            assertThat(normalForm("plain-1", Channel.EMAIL, address, null)).isEqualTo("test@iana.org");
        } else if (RECORDED.contains(line)) {
            assertThat(calledInvalid).isTrue();
            assertThat(normalForm("plain-1", Channel.EMAIL, address, null)).isNotNull();
        } else if (calledInvalid) {
            assertRefused(Channel.EMAIL, address, null);
        } else {
            assertThat(normalForm("plain-1", Channel.EMAIL, address, null)).isNotNull();
        }
    }

    private static Stream<DynamicTest> byLine(String file, BiConsumer<Integer, JsonNode> test) {
        List<JsonNode> rows = Cases.lines(file);
        return IntStream.range(0, rows.size())
                .mapToObj(i -> DynamicTest.dynamicTest(file + ":" + (i + 1), () -> test.accept(i + 1, rows.get(i))));
    }

    private @Nullable String normalForm(String profile, Channel channel, String input, @Nullable String region) {
        return profiles.get(profile).normalForm(PlainValue.read(channel, input, region));
    }

    private void assertRefused(Channel channel, String input, @Nullable String region) {
        assertThatThrownBy(() -> PlainValue.read(channel, input, region))
                .isInstanceOf(Illegal.class)
                .satisfies(e -> assertThat(input.length() > 7
                                && String.valueOf(e.getMessage()).contains(input))
                        .as("the refusal repeats the value")
                        .isFalse());
    }

    /** Refused as a value, or taken as one that this platform refuses. */
    private void assertNoKey(String profile, Channel channel, String input) {
        try {
            assertThat(profiles.get(profile).hash(channel, input, null)).isNull();
        } catch (Illegal _) {
            assertRefused(channel, input, null);
        }
    }

    private static String text(JsonNode row, String field) {
        return row.get(field).stringValue();
    }
}
