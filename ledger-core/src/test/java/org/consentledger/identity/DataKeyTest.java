package org.consentledger.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.consentledger.law.Channel;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Sealed;
import org.consentledger.law.ValueTag;
import org.junit.jupiter.api.Test;

class DataKeyTest {
    private static final byte[] PLAIN = "a@example.com".getBytes(UTF_8);
    private static final byte[] THIS_FACT = "this fact".getBytes(UTF_8);
    private static final byte[] ANOTHER_FACT = "another fact".getBytes(UTF_8);
    private static final MatchKey MATCH_KEY =
            MatchKey.of(Sha256.ofText("match key").bytes());
    private static final Sha256 HASH = Sha256.ofText("a@example.com");

    private final DataKey key = DataKey.draw();

    @Test
    void what_is_sealed_opens() {
        assertThat(key.open(key.seal(PLAIN, THIS_FACT), THIS_FACT)).isEqualTo(PLAIN);
        assertThat(DataKey.of(key.raw()).open(key.seal(PLAIN, THIS_FACT), THIS_FACT))
                .isEqualTo(PLAIN);
    }

    @Test
    void sealing_twice_gives_two_ciphertexts() {
        assertThat(key.seal(PLAIN, THIS_FACT)).isNotEqualTo(key.seal(PLAIN, THIS_FACT));
    }

    @Test
    void what_is_bound_to_a_fact_does_not_open_in_another() {
        Sealed sealed = key.seal(PLAIN, THIS_FACT);
        assertThatThrownBy(() -> key.open(sealed, ANOTHER_FACT)).isInstanceOf(NotOpened.class);
    }

    @Test
    void another_person_s_key_does_not_open_it() {
        Sealed sealed = key.seal(PLAIN, THIS_FACT);
        assertThatThrownBy(() -> DataKey.draw().open(sealed, THIS_FACT)).isInstanceOf(NotOpened.class);
    }

    @Test
    void a_damaged_ciphertext_does_not_open() {
        byte[] bytes = Base64.getDecoder().decode(key.seal(PLAIN, THIS_FACT).base64());
        for (int i = 0; i < bytes.length; i++) {
            byte[] damaged = bytes.clone();
            damaged[i] ^= 1;
            Sealed sealed = new Sealed(Base64.getEncoder().encodeToString(damaged));
            assertThatThrownBy(() -> key.open(sealed, THIS_FACT)).isInstanceOf(NotOpened.class);
        }
        assertThatThrownBy(() -> key.open(new Sealed(""), THIS_FACT)).isInstanceOf(NotOpened.class);
        assertThatThrownBy(() -> key.open(new Sealed("not Base64!"), THIS_FACT)).isInstanceOf(NotOpened.class);
    }

    @Test
    void a_contact_point_is_one_person_s_one_value_under_one_profile() {
        ContactPointId id = key.contactPoint(Channel.EMAIL, "plain-1", HASH);
        assertThat(DataKey.of(key.raw()).contactPoint(Channel.EMAIL, "plain-1", HASH))
                .isEqualTo(id);
        assertThat(key.contactPoint(Channel.PHONE, "plain-1", HASH)).isNotEqualTo(id);
        assertThat(key.contactPoint(Channel.EMAIL, "meta-1", HASH)).isNotEqualTo(id);
        assertThat(key.contactPoint(Channel.EMAIL, "plain-1", Sha256.ofText("b@example.com")))
                .isNotEqualTo(id);
        assertThat(DataKey.draw().contactPoint(Channel.EMAIL, "plain-1", HASH)).isNotEqualTo(id);
        assertThat(id.value().version()).isEqualTo(8);
        assertThat(id.value().variant()).isEqualTo(2);
    }

    @Test
    void a_tag_is_equal_within_a_person_and_differs_between_persons() {
        ValueTag tag = key.tag(MATCH_KEY);
        assertThat(DataKey.of(key.raw()).tag(MATCH_KEY)).isEqualTo(tag);
        assertThat(DataKey.draw().tag(MATCH_KEY)).isNotEqualTo(tag);
        assertThat(key.tag(MatchKey.of(HASH.bytes()))).isNotEqualTo(tag);
    }

    @Test
    void content_is_64_hex_digits_that_tell_two_contents_apart() {
        assertThat(key.content(PLAIN)).matches("[0-9a-f]{64}").isEqualTo(key.content(PLAIN.clone()));
        assertThat(key.content(THIS_FACT)).isNotEqualTo(key.content(PLAIN));
        assertThat(DataKey.draw().content(PLAIN)).isNotEqualTo(key.content(PLAIN));
    }

    @Test
    void stored_forms_never_change() {
        byte[] raw = new byte[DataKey.LENGTH];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) i;
        }
        DataKey known = DataKey.of(raw);
        assertThat(known.contactPoint(Channel.EMAIL, "plain-1", HASH))
                .hasToString("ee086550-a922-82de-9154-04177d59dc11");
        assertThat(known.tag(MATCH_KEY)).hasToString("8683faff-bf95-807e-98a9-cf5a3d42be9c");
        assertThat(known.content(PLAIN)).isEqualTo("e2fd44b4f96a0aea6cba588766681826b7df5849dbc0c190e69247a23dc4a48b");
        assertThat(known.open(new Sealed("AAECAwQFBgcICQoLf1e5gbmZlHCFNot/w2ehLs7XBIgWctectYZLuIs="), THIS_FACT))
                .isEqualTo(PLAIN);
    }

    @Test
    void a_key_tells_nothing_of_itself() {
        assertThat(key).hasToString("DataKey[hidden]");
        assertThat(MATCH_KEY).hasToString("MatchKey[hidden]");
    }
}
