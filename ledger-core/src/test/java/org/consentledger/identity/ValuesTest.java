package org.consentledger.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.consentledger.law.Sealed;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValuesTest {
    private static final byte[] THIS_FACT = "this fact".getBytes(UTF_8);
    private static final GivenValue PHONE = GivenValue.plain(Channel.PHONE, "(206) 206-2006", "US");
    private static final Sha256 PLAIN_HASH = Sha256.ofText("+12062062006");
    private static final Sha256 DIGITS_HASH = Sha256.ofText("12062062006");
    private static final Sha256 LAST_TEN_HASH = Sha256.ofText("2062062006");

    private static final String IDENTITY_FORM = "0007706c61696e2d31" // plain-1
            + "4120efd4693b4e59de9597109e5bafed9fda9b4ae3c1e3b16bfe067f53d41b05";
    private static final String PLAIN_FORM = "000e2832303629203230362d32303036" + "00025553";
    private static final KnownValue TWO_KEYS = new KnownValue(
            PHONE,
            PLAIN_HASH,
            List.of(
                    new ProfiledKey(MatchKey.of(Sha256.ofText("match key").bytes()), 1),
                    new ProfiledKey(MatchKey.of(DIGITS_HASH.bytes()), 2)),
            3);

    private final DataKey key = DataKey.draw();

    @TempDir
    private Path folder;

    private Values values;
    private Installation installation;

    @BeforeEach
    void open() {
        installation = Installation.open(folder.resolve("secrets"), null);
        values = new Values(Profiles.documented(), installation);
    }

    @Test
    void plain_text_has_its_identity_under_plain_1_and_a_match_key_for_each_profile() {
        KnownValue known = values.read(PHONE);
        assertThat(known.profile()).isEqualTo("plain-1");
        assertThat(known.identity()).isEqualTo(PLAIN_HASH);
        assertThat(profilesByKey(known))
                .containsOnlyKeys(
                        installation.matchKey(PLAIN_HASH),
                        installation.matchKey(DIGITS_HASH),
                        installation.matchKey(LAST_TEN_HASH))
                .containsEntry(installation.matchKey(DIGITS_HASH), Set.of("x-1", "meta-1", "tiktok-3", "snap-1"))
                .containsEntry(installation.matchKey(LAST_TEN_HASH), Set.of("drop-1"));
        assertThat(profilesByKey(known).values().stream().flatMap(Set::stream))
                .as("each profile has one match key")
                .containsExactlyInAnyOrderElementsOf(values.profiles().names());
    }

    @Test
    void a_hash_has_its_own_profile_s_match_key_alone() {
        KnownValue known = values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "meta-1"));
        assertThat(known.profile()).isEqualTo("meta-1");
        assertThat(known.identity()).isEqualTo(DIGITS_HASH);
        assertThat(profilesByKey(known))
                .as("and is found under those of the same rule")
                .containsExactly(
                        Map.entry(installation.matchKey(DIGITS_HASH), Set.of("x-1", "meta-1", "tiktok-3", "snap-1")));
    }

    @Test
    void a_hash_under_plain_1_is_the_same_contact_point_as_the_plain_text() {
        KnownValue hash = values.read(GivenValue.hash(Channel.PHONE, PLAIN_HASH, "plain-1"));
        assertThat(key.contactPoint(hash)).isEqualTo(key.contactPoint(values.read(PHONE)));
    }

    @Test
    void a_hash_under_another_profile_is_a_contact_point_of_its_own_and_shares_a_tag() {
        KnownValue plain = values.read(PHONE);
        KnownValue hash = values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "meta-1"));
        assertThat(key.contactPoint(hash)).isNotEqualTo(key.contactPoint(plain));
        assertThat(values.tags(key, plain)).hasSize(3).containsAll(values.tags(key, hash));
    }

    @Test
    void profiles_that_agree_share_one_match_key() {
        KnownValue known = values.read(GivenValue.plain(Channel.EMAIL, "A@example.com", null));
        assertThat(known.keys()).hasSize(1);
        assertThat(known.keys().getFirst().profiles())
                .isEqualTo(values.profiles().set());
        assertThat(values.tags(key, known)).hasSize(1);
        assertThat(values.suppressionKeys(known)).hasSize(1);
    }

    @Test
    void a_profile_that_is_not_installed_is_refused() {
        assertThatThrownBy(() -> values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "meta-7")))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.profile");
    }

    @Test
    void a_collected_value_opens_to_what_was_sealed() {
        for (GivenValue given : List.of(
                PHONE,
                GivenValue.plain(Channel.PHONE, "tel:+374-77-123456", null),
                GivenValue.plain(Channel.EMAIL, " 伊昭傑@郵件.商務 ", null),
                GivenValue.hash(Channel.PHONE, DIGITS_HASH, "meta-1"))) {
            KnownValue known = values.read(given);
            assertThat(values.open(key, sealed(values, known), THIS_FACT)).isEqualTo(known);
        }
    }

    @Test
    void the_suppression_key_survives_opening() {
        KnownValue known = values.read(PHONE);
        Sealed sealed = sealed(values, known);
        assertThat(values.suppressionKeys(values.open(key, sealed, THIS_FACT)))
                .hasSize(3)
                .isEqualTo(values.suppressionKeys(known));
    }

    @Test
    void the_sealed_form_never_changes() {
        Profiles two = installation.profiles(List.of("plain-1", "meta-1"));
        byte[] form = HexFormat.of()
                .parseHex("0202"
                        + IDENTITY_FORM
                        + "000e706c61696e2d31206d6574612d31"
                        + "02"
                        + "5d096d1b8cffbd68072d63f868a3401bed53428d142894e67648ca7fa565a7bc"
                        + "0000000000000001"
                        + "8588c405d93249d6d4bb99f2d2f16de41f8fb47479e7c539c3f928392157a457"
                        + "0000000000000002"
                        + PLAIN_FORM);
        assertThat(HexFormat.of().formatHex(SealedForm.write(TWO_KEYS, two)))
                .isEqualTo(HexFormat.of().formatHex(form));
        assertThat(SealedForm.read(form, two)).isEqualTo(TWO_KEYS);
    }

    @Test
    void the_first_version_of_the_sealed_form_is_read() {
        Profiles two = installation.profiles(List.of("plain-1", "meta-1"));
        byte[] form = HexFormat.of()
                .parseHex("0102"
                        + IDENTITY_FORM
                        + "02"
                        + "0007706c61696e2d31"
                        + "5d096d1b8cffbd68072d63f868a3401bed53428d142894e67648ca7fa565a7bc"
                        + "00066d6574612d31"
                        + "8588c405d93249d6d4bb99f2d2f16de41f8fb47479e7c539c3f928392157a457"
                        + PLAIN_FORM);
        assertThat(SealedForm.read(form, two)).isEqualTo(TWO_KEYS);
    }

    @Test
    void a_value_sealed_under_other_profiles_keeps_its_match_keys_under_those_still_installed() {
        Values before = new Values(installation.profiles(List.of("plain-1", "meta-1", "snap-1")), installation);
        Sealed sealed = sealed(before, before.read(PHONE));
        Values after = new Values(installation.profiles(List.of("drop-1", "snap-1")), installation);
        KnownValue opened = after.open(key, sealed, THIS_FACT);
        assertThat(opened.matchKeys()).isEqualTo(before.read(PHONE).matchKeys());
        assertThat(names(opened.keys().get(0).profiles(), after)).containsExactly("plain-1");
        assertThat(names(opened.keys().get(1).profiles(), after)).containsExactly("snap-1");
    }

    @Test
    void plain_text_gets_the_match_keys_of_profiles_installed_since_and_a_hash_does_not() {
        Values before = new Values(installation.profiles(List.of("plain-1")), installation);
        for (GivenValue plain : List.of(PHONE, GivenValue.plain(Channel.EMAIL, "J.Doe+x@gmail.com", null))) {
            KnownValue opened = values.open(key, sealed(before, before.read(plain)), THIS_FACT);
            assertThat(opened.keys()).hasSize(1);
            assertThat(values.renewed(opened)).isEqualTo(values.read(plain));
        }
        GivenValue hash = GivenValue.hash(Channel.PHONE, PLAIN_HASH, "plain-1");
        KnownValue opened = values.open(key, sealed(before, before.read(hash)), THIS_FACT);
        assertThat(values.renewed(opened)).isEqualTo(opened);
    }

    @Test
    void a_match_key_taken_over_has_its_tag_and_finds_nothing() {
        KnownValue earlier = values.read(GivenValue.plain(Channel.EMAIL, "j.doe@gmail.com", null));
        for (GivenValue later : List.of(
                GivenValue.plain(Channel.EMAIL, "j.d.oe@gmail.com", null),
                GivenValue.hash(Channel.EMAIL, Sha256.ofText("jdoe@gmail.com"), "google-3"))) {
            KnownValue joined = values.joined(values.read(later), earlier);
            assertThat(joined.keys().getLast())
                    .isEqualTo(new ProfiledKey(installation.matchKey(earlier.identity()), 0));
            assertThat(values.tags(key, joined)).contains(key.tag(installation.matchKey(earlier.identity())));
            assertThat(values.open(key, sealed(values, joined), THIS_FACT)).isEqualTo(joined);
        }
    }

    @Test
    void what_was_a_number_once_and_is_none_today_keeps_what_it_had() {
        Profiles one = installation.profiles(List.of("plain-1"));
        GivenValue none = GivenValue.plain(Channel.PHONE, "12", "US");
        var sealed =
                new KnownValue(none, PLAIN_HASH, List.of(new ProfiledKey(installation.matchKey(PLAIN_HASH), 1)), 1);
        KnownValue opened = SealedForm.read(SealedForm.write(sealed, one), values.profiles());
        assertThat(values.renewed(opened)).isEqualTo(opened);
    }

    @Test
    void what_does_not_have_the_sealed_form_is_refused_whole() {
        byte[] form = SealedForm.write(values.read(PHONE), values.profiles());
        for (int length = 0; length < form.length; length++) {
            byte[] cut = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> SealedForm.read(cut, values.profiles())).isInstanceOf(NotOpened.class);
        }
        assertThatThrownBy(() -> SealedForm.read(Arrays.copyOf(form, form.length + 1), values.profiles()))
                .isInstanceOf(NotOpened.class);
        byte[] later = form.clone();
        later[0] = 3;
        assertThatThrownBy(() -> SealedForm.read(later, values.profiles())).isInstanceOf(NotOpened.class);
    }

    private Sealed sealed(Values under, KnownValue value) {
        return requireNonNull(under.seal(key, value, THIS_FACT).sealed());
    }

    private Map<MatchKey, Set<String>> profilesByKey(KnownValue known) {
        return known.keys().stream().collect(Collectors.toMap(ProfiledKey::key, one -> names(one.profiles(), values)));
    }

    private static Set<String> names(long profiles, Values values) {
        List<String> names = values.profiles().names();
        return IntStream.range(0, names.size())
                .filter(i -> (profiles >>> i & 1) != 0)
                .mapToObj(names::get)
                .collect(Collectors.toSet());
    }
}
