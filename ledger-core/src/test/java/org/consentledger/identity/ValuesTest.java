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
import org.consentledger.law.Channel;
import org.consentledger.law.CollectedValue;
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

    private final DataKey key = DataKey.draw();

    @TempDir
    private Path folder;

    private Values values;
    private Installation installation;

    @BeforeEach
    void open() {
        installation = Installation.open(folder.resolve("secrets"), null);
        values = new Values(Profiles.installed(), installation);
    }

    @Test
    void plain_text_has_its_identity_under_plain_1_and_a_match_key_for_each_profile() {
        KnownValue known = values.read(PHONE);
        assertThat(known.profile()).isEqualTo("plain-1");
        assertThat(known.identity()).isEqualTo(PLAIN_HASH);
        assertThat(known.matchKeys())
                .containsOnlyKeys("plain-1", "digits-1")
                .containsEntry("plain-1", installation.matchKey(PLAIN_HASH))
                .containsEntry("digits-1", installation.matchKey(DIGITS_HASH));
    }

    @Test
    void a_hash_has_its_own_profile_s_match_key_alone() {
        KnownValue known = values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "digits-1"));
        assertThat(known.profile()).isEqualTo("digits-1");
        assertThat(known.identity()).isEqualTo(DIGITS_HASH);
        assertThat(known.matchKeys()).containsExactly(Map.entry("digits-1", installation.matchKey(DIGITS_HASH)));
    }

    @Test
    void a_hash_under_plain_1_is_the_same_contact_point_as_the_plain_text() {
        KnownValue hash = values.read(GivenValue.hash(Channel.PHONE, PLAIN_HASH, "plain-1"));
        assertThat(key.contactPoint(hash)).isEqualTo(key.contactPoint(values.read(PHONE)));
    }

    @Test
    void a_hash_under_another_profile_is_a_contact_point_of_its_own_and_shares_a_tag() {
        KnownValue plain = values.read(PHONE);
        KnownValue hash = values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "digits-1"));
        assertThat(key.contactPoint(hash)).isNotEqualTo(key.contactPoint(plain));
        assertThat(values.tags(key, plain)).hasSize(2).containsAll(values.tags(key, hash));
    }

    @Test
    void profiles_that_agree_share_one_match_key() {
        KnownValue known = values.read(GivenValue.plain(Channel.EMAIL, "A@example.com", null));
        assertThat(known.matchKeys()).hasSize(2);
        assertThat(known.distinctMatchKeys()).hasSize(1);
        assertThat(values.tags(key, known)).hasSize(1);
        assertThat(values.suppressionKeys(known)).hasSize(1);
    }

    @Test
    void a_profile_that_is_not_installed_is_refused() {
        assertThatThrownBy(() -> values.read(GivenValue.hash(Channel.PHONE, DIGITS_HASH, "digits-7")))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.profile");
    }

    @Test
    void a_collected_value_opens_to_what_was_sealed() {
        for (GivenValue given : List.of(
                PHONE,
                GivenValue.plain(Channel.PHONE, "tel:+374-77-123456", null),
                GivenValue.plain(Channel.EMAIL, " 伊昭傑@郵件.商務 ", null),
                GivenValue.hash(Channel.PHONE, DIGITS_HASH, "digits-1"))) {
            KnownValue known = values.read(given);
            CollectedValue collected = values.seal(key, known, THIS_FACT);
            assertThat(collected.profile()).isEqualTo(known.profile());
            assertThat(collected.tags()).isEqualTo(values.tags(key, known));
            assertThat(collected.suppressionKeys()).isEmpty();
            assertThat(values.open(key, requireNonNull(collected.sealed()), THIS_FACT))
                    .isEqualTo(known);
        }
    }

    @Test
    void a_collected_value_holds_nothing_in_clear() {
        CollectedValue collected = values.seal(key, values.read(PHONE), THIS_FACT);
        assertThat(collected.toString())
                .doesNotContain("206-2006", "12062062006", HexFormat.of().formatHex(PLAIN_HASH.bytes()));
    }

    @Test
    void the_suppression_key_survives_opening() {
        KnownValue known = values.read(PHONE);
        Sealed sealed = requireNonNull(values.seal(key, known, THIS_FACT).sealed());
        assertThat(values.suppressionKeys(values.open(key, sealed, THIS_FACT)))
                .hasSize(2)
                .isEqualTo(values.suppressionKeys(known));
    }

    @Test
    void the_sealed_form_never_changes() {
        MatchKey matchKey = MatchKey.of(Sha256.ofText("match key").bytes());
        KnownValue known = new KnownValue(
                PHONE, PLAIN_HASH, Map.of("plain-1", matchKey, "digits-1", MatchKey.of(DIGITS_HASH.bytes())));
        byte[] form = HexFormat.of()
                .parseHex("0102"
                        + "0007706c61696e2d31"
                        + "4120efd4693b4e59de9597109e5bafed9fda9b4ae3c1e3b16bfe067f53d41b05"
                        + "02"
                        + "00086469676974732d31"
                        + "8588c405d93249d6d4bb99f2d2f16de41f8fb47479e7c539c3f928392157a457"
                        + "0007706c61696e2d31"
                        + "5d096d1b8cffbd68072d63f868a3401bed53428d142894e67648ca7fa565a7bc"
                        + "000e2832303629203230362d32303036"
                        + "00025553");
        assertThat(HexFormat.of().formatHex(SealedForm.write(known)))
                .isEqualTo(HexFormat.of().formatHex(form));
        assertThat(SealedForm.read(form)).isEqualTo(known);
    }

    @Test
    void what_does_not_have_the_sealed_form_is_refused_whole() {
        byte[] form = SealedForm.write(values.read(PHONE));
        for (int length = 0; length < form.length; length++) {
            byte[] cut = Arrays.copyOf(form, length);
            assertThatThrownBy(() -> SealedForm.read(cut)).isInstanceOf(NotOpened.class);
        }
        assertThatThrownBy(() -> SealedForm.read(Arrays.copyOf(form, form.length + 1)))
                .isInstanceOf(NotOpened.class);
        byte[] later = form.clone();
        later[0] = 2;
        assertThatThrownBy(() -> SealedForm.read(later)).isInstanceOf(NotOpened.class);
    }
}
