package org.consentledger.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which tokens are taken, and for whose. */
class TokenCallersTest {
    private static @Nullable Issuer issuer;
    private static @Nullable RSAKey key;
    private static @Nullable TokenCallers tokens;

    @BeforeAll
    static void publish() throws IOException, JOSEException {
        key = Issuer.key("one");
        issuer = new Issuer(key.toPublicJWK());
        tokens = of(issuer.jwkSet(), List.of("RS256", "PS256", "ES256"));
    }

    @AfterAll
    static void close() {
        issuer().close();
    }

    private static Issuer issuer() {
        return Objects.requireNonNull(issuer);
    }

    private static RSAKey key() {
        return Objects.requireNonNull(key);
    }

    private static TokenCallers of(URI jwkSet, List<String> algorithms) {
        return new TokenCallers(
                new AccessProperties(Issuer.NAME, Issuer.AUDIENCE, jwkSet, algorithms, Duration.ofDays(1), false));
    }

    private static @Nullable Caller find(String token) {
        return Objects.requireNonNull(tokens).find(token);
    }

    @Test
    void a_good_token_is_its_subjects_in_one_role() throws JOSEException {
        assertThat(find(Issuer.signed(key(), Issuer.claims("investigator").build())))
                .isEqualTo(new Caller("alice", Role.INVESTIGATOR, Set.of(), Set.of(), null));
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims(List.of("matcher"))
                                .claim("ledger_programmes", List.of("tailored"))
                                .claim("ledger_jurisdictions", List.of("EU", "US"))
                                .build())))
                .isEqualTo(new Caller("alice", Role.MATCHER, Set.of("tailored"), Set.of("EU", "US"), null));
        String person = "p-00000000-0000-4000-8000-000000000001";
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims("person").claim("ledger_person", person).build())))
                .isEqualTo(new Caller("alice", Role.PERSON, Set.of(), Set.of(), PersonId.parse(person)));
    }

    @Test
    void an_expired_one_is_nobodys_and_one_that_never_expires() throws JOSEException {
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims("steward")
                                .expirationTime(Date.from(Instant.parse("2020-01-01T00:00:00Z")))
                                .build())))
                .isNull();
        assertThat(find(Issuer.signed(
                        key(), Issuer.claims("steward").expirationTime(null).build())))
                .isNull();
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims("steward")
                                .notBeforeTime(Date.from(Instant.parse("2998-01-01T00:00:00Z")))
                                .build())))
                .isNull();
    }

    @Test
    void one_for_another_audience_or_of_another_issuer_is_nobodys() throws JOSEException {
        assertThat(find(Issuer.signed(
                        key(), Issuer.claims("steward").audience("mail").build())))
                .isNull();
        assertThat(find(Issuer.signed(
                        key(), Issuer.claims("steward").audience((String) null).build())))
                .isNull();
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims("steward").issuer("https://other.example").build())))
                .isNull();
    }

    @Test
    void an_unsigned_one_is_nobodys() {
        assertThat(find(Issuer.unsigned(Issuer.claims("steward").build()))).isNull();
    }

    @Test
    void one_signed_with_the_public_key_as_a_secret_is_nobodys() throws JOSEException {
        assertThat(find(Issuer.signedWithPublicKey(
                        key(), Issuer.claims("steward").build())))
                .isNull();
        assertThatThrownBy(() -> of(issuer().jwkSet(), List.of("HS256"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(issuer().jwkSet(), List.of("none"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void one_with_an_unknown_key_id_or_another_key_under_a_known_one_is_nobodys() throws JOSEException {
        assertThat(find(Issuer.signed(
                        Issuer.key("two"), Issuer.claims("steward").build())))
                .isNull();
        assertThat(find(Issuer.signed(
                        Issuer.key("one"), Issuer.claims("steward").build())))
                .isNull();
        var itsOwn = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("three")
                .jwk(Issuer.key("three").toPublicJWK())
                .build();
        assertThat(find(Issuer.signed(
                        itsOwn, Issuer.key("three"), Issuer.claims("steward").build())))
                .isNull();
    }

    @Test
    void one_of_another_kind_is_nobodys() throws JOSEException {
        var other = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID("one")
                .type(new JOSEObjectType("logout+jwt"))
                .build();
        assertThat(find(Issuer.signed(other, key(), Issuer.claims("steward").build())))
                .isNull();
    }

    @Test
    void one_with_several_roles_none_or_one_that_is_none_is_nobodys() throws JOSEException {
        for (Object role : List.of(
                List.of("matcher", "investigator"), List.of(), "matcher investigator", "MATCHER", "admin", Map.of())) {
            assertThat(find(Issuer.signed(key(), Issuer.claims(role).build())))
                    .as("%s", role)
                    .isNull();
        }
        assertThat(find(Issuer.signed(key(), Issuer.claims(null).build()))).isNull();
        assertThat(find(Issuer.signed(key(), Issuer.claims("person").build())))
                .as("who is not told")
                .isNull();
        assertThat(find(Issuer.signed(
                        key(),
                        Issuer.claims("matcher")
                                .claim("ledger_programmes", List.of())
                                .build())))
                .as("confined to nothing")
                .isNull();
        assertThat(find(Issuer.signed(
                        key(), Issuer.claims("matcher").subject(null).build())))
                .isNull();
    }

    @Test
    void a_key_that_is_published_later_is_fetched_and_one_that_no_more_is_ends() throws IOException, JOSEException {
        RSAKey first = Issuer.key("first");
        RSAKey second = Issuer.key("second");
        try (var rotating = new Issuer(first.toPublicJWK())) {
            TokenCallers callers = of(rotating.jwkSet(), List.of("RS256"));
            assertThat(callers.find(
                            Issuer.signed(first, Issuer.claims("steward").build())))
                    .isNotNull();
            rotating.publish(second.toPublicJWK());
            assertThat(callers.find(
                            Issuer.signed(second, Issuer.claims("steward").build())))
                    .isNotNull();
            assertThat(callers.find(
                            Issuer.signed(first, Issuer.claims("steward").build())))
                    .isNull();
        }
    }

    @Test
    void while_the_issuers_keys_cannot_be_had_nobody_is_let_in() throws IOException, JOSEException {
        Issuer gone = new Issuer(key().toPublicJWK());
        gone.close();
        TokenCallers callers = of(gone.jwkSet(), List.of("RS256"));
        String token = Issuer.signed(key(), Issuer.claims("steward").build());
        assertThatThrownBy(() -> callers.find(token)).isInstanceOf(AccessUnavailable.class);
    }
}
