package org.consentledger.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.junit.jupiter.api.Test;

class GivenValueTest {
    private static final Sha256 HASH = Sha256.ofText("a@example.com");

    @Test
    void a_value_is_given_in_plain_text_or_as_a_hash_and_never_both_or_neither() {
        assertThatThrownBy(() -> new GivenValue(Channel.EMAIL, "a@example.com", null, HASH, "plain-1"))
                .isInstanceOf(Illegal.class);
        assertThatThrownBy(() -> new GivenValue(Channel.EMAIL, null, null, null, "plain-1"))
                .isInstanceOf(Illegal.class);
    }

    @Test
    void plain_text_has_the_identity_s_profile() {
        assertThatThrownBy(() -> new GivenValue(Channel.EMAIL, "a@example.com", null, null, "meta-1"))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.profile");
    }

    @Test
    void a_region_stands_with_a_plain_phone_number_only() {
        assertThat(GivenValue.plain(Channel.PHONE, "206 206 2006", "us").region())
                .isEqualTo("US");
        assertThat(GivenValue.plain(Channel.EMAIL, "a@example.com", "US").region())
                .isNull();
        assertThat(new GivenValue(Channel.PHONE, null, "US", HASH, "plain-1").region())
                .isNull();
        assertThatThrownBy(() -> GivenValue.plain(Channel.PHONE, "206 206 2006", "USA"))
                .isInstanceOf(Illegal.class)
                .hasMessageStartingWith("value.region");
    }

    @Test
    void a_value_is_whole_text_of_at_most_320_characters() {
        assertThat(GivenValue.plain(Channel.EMAIL, "a".repeat(320), null).plain())
                .hasSize(320);
        assertThatThrownBy(() -> GivenValue.plain(Channel.EMAIL, "a".repeat(321), null))
                .isInstanceOf(Illegal.class)
                .hasMessageContaining("320");
        assertThatThrownBy(() -> GivenValue.plain(Channel.EMAIL, "half\ud83d@example.com", null))
                .isInstanceOf(Illegal.class);
    }

    @Test
    void nothing_that_holds_a_value_prints_it() {
        GivenValue plain = GivenValue.plain(Channel.EMAIL, "secret@example.com", null);
        GivenValue hash = GivenValue.hash(Channel.EMAIL, HASH, "plain-1");
        assertThat(plain + " " + hash + " " + HASH + " " + new PersonReference.OfPlatform("secret-id"))
                .doesNotContain("secret", "@", HexFormat.of().formatHex(HASH.bytes()), String.valueOf(HASH.first()));
    }
}
