package org.consentledger.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.consentledger.law.Channel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartnerKeysTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f";
    private static final String FILE = "partner-acme-1.properties";

    @TempDir
    private Path folder;

    private Path partners;

    @BeforeEach
    void create() throws IOException {
        Installation.open(folder.resolve("secrets"), null);
        partners = Files.createDirectory(folder.resolve("secrets/partners"), owners("rwx------"));
    }

    @Test
    void a_keyed_profile_makes_the_hmac_of_the_normal_form_under_the_partner_s_key() throws Exception {
        write(FILE, "form = x-1\nkey = " + KEY + "\n");
        Profiles profiles = open().profiles(List.of("partner-acme-1"));
        assertThat(profiles.names()).containsExactly("plain-1", "partner-acme-1");
        Profile acme = profiles.get("partner-acme-1");
        assertThat(acme.hash(Channel.EMAIL, " Alice@Example.com", null)).isEqualTo(hmac("alice@example.com"));
        assertThat(acme.hash(Channel.PHONE, "(206) 206-2006", "US")).isEqualTo(hmac("12062062006"));
    }

    @Test
    void a_keyed_profile_shares_no_hash_with_the_profile_it_rests_on() throws Exception {
        write(FILE, "form=plain-1\nkey=" + KEY);
        Profiles profiles = open().profiles(List.of("partner-acme-1"));
        assertThat(profiles.keysOf(GivenValue.plain(Channel.EMAIL, "alice@example.com", null)))
                .containsExactly(
                        new ProfiledHash(Sha256.ofText("alice@example.com"), 1),
                        new ProfiledHash(hmac("alice@example.com"), 2));
        assertThat(profiles.sameRule(Channel.EMAIL, "partner-acme-1")).isEqualTo(2);
        assertThat(profiles.sameRule(Channel.EMAIL, "plain-1")).isEqualTo(1);
    }

    @Test
    void a_key_that_is_not_named_is_not_installed() throws IOException {
        write(FILE, "form=plain-1\nkey=" + KEY);
        assertThat(open().profiles(List.of("documented")).names()).doesNotContain("partner-acme-1");
        assertThatThrownBy(() -> open().profiles(List.of("partner-acme-2")))
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("partner-acme-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "form=plain-1",
                "key=" + KEY,
                "form=plain-9\nkey=" + KEY,
                "form=partner-acme-1\nkey=" + KEY,
                "form=plain-1\nkey=0001020304050607",
                "form=plain-1\nkey=" + KEY + "0",
                "form=plain-1\nkey=0g0102030405060708090a0b0c0d0e0f",
                "form=plain-1\nkey=" + KEY + "\nkeys=" + KEY,
                "form=plain-1\nkey=\\u00",
                "",
            })
    void a_file_that_cannot_be_read_stops_the_start_and_is_not_quoted(String content) throws IOException {
        write(FILE, content);
        assertThatThrownBy(this::open)
                .isInstanceOf(InstallationUnusable.class)
                .hasNoCause()
                .hasMessageContaining("'form'")
                .hasMessageNotContaining("0203")
                .hasMessageContaining(FILE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x-9.properties",
                "plain-1.properties",
                "partner-acme.properties",
                "partner-acme-0.properties",
                "partner-Acme-1.properties",
                "partner-acme-1.txt",
                "partner-acme-acme-acme-acme-acme-acme-acme-acme-acme-acme-acme-acm-1.properties"
            })
    void a_file_of_another_name_stops_the_start(String name) throws IOException {
        write(name, "form=plain-1\nkey=" + KEY);
        assertThatThrownBy(this::open)
                .isInstanceOf(InstallationUnusable.class)
                .hasMessageContaining("partner-NAME-VERSION");
    }

    @Test
    void a_key_that_others_can_read_stops_the_start() throws IOException {
        write(FILE, "form=plain-1\nkey=" + KEY);
        Files.setPosixFilePermissions(partners.resolve(FILE), PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(this::open).isInstanceOf(InstallationUnusable.class).hasMessageContaining("chmod");
        Files.setPosixFilePermissions(partners.resolve(FILE), PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(partners, PosixFilePermissions.fromString("rwxr-x---"));
        assertThatThrownBy(this::open).isInstanceOf(InstallationUnusable.class).hasMessageContaining("chmod");
    }

    @Test
    void a_keyed_profile_has_a_fingerprint_that_another_key_or_form_would_not_have() throws IOException {
        write(FILE, "form=plain-1\nkey=" + KEY);
        byte[] fingerprint = fingerprint();
        assertThat(fingerprint()).isEqualTo(fingerprint);
        write(FILE, "form=meta-1\nkey=" + KEY);
        assertThat(fingerprint()).isNotEqualTo(fingerprint);
        write(FILE, "form=plain-1\nkey=" + KEY + "01");
        assertThat(fingerprint()).isNotEqualTo(fingerprint);
        assertThat(open().fingerprint(Profiles.documented().get("x-1"))).isNull();
    }

    @Test
    void nothing_of_a_key_is_printed() throws IOException {
        write(FILE, "form=plain-1\nkey=" + KEY);
        Installation installation = open();
        assertThat(installation + " "
                        + installation.profiles(List.of("partner-acme-1")).all())
                .isEqualTo("Installation[hidden] [plain-1, partner-acme-1]");
    }

    private byte[] fingerprint() {
        Installation installation = open();
        return requireNonNull(installation.fingerprint(
                installation.profiles(List.of("partner-acme-1")).get("partner-acme-1")));
    }

    private Installation open() {
        return Installation.open(folder.resolve("secrets"), null);
    }

    private void write(String name, String content) throws IOException {
        Path file = partners.resolve(name);
        Files.deleteIfExists(file);
        Files.createFile(file, owners("rw-------"));
        Files.writeString(file, content);
    }

    private static java.nio.file.attribute.FileAttribute<?> owners(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    private static Sha256 hmac(String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(java.util.HexFormat.of().parseHex(KEY), "HmacSHA256"));
        return Sha256.of(mac.doFinal(text.getBytes(UTF_8)));
    }
}
