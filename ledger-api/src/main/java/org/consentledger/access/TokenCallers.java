package org.consentledger.access;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.SecurityContext;
import java.net.MalformedURLException;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Callers by tokens of an issuer: JWT, signed with a key that the issuer publishes now. Source: RFC 8725, RFC 9068. */
final class TokenCallers {
    static final String ROLE = "ledger_role";
    static final String PROGRAMMES = "ledger_programmes";
    static final String JURISDICTIONS = "ledger_jurisdictions";
    static final String PERSON = "ledger_person";

    private final NimbusJwtDecoder decoder;

    TokenCallers(AccessProperties properties) {
        // Which algorithm is right is said here, never by the token: no "none", and no secret where a public key
        // belongs.
        Set<SignatureAlgorithm> algorithms = algorithms(properties.algorithms());
        this.decoder = NimbusJwtDecoder.withJwkSource(keys(Objects.requireNonNull(properties.jwkSet())))
                .jwsAlgorithms(all -> {
                    all.clear();
                    all.addAll(algorithms);
                })
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier((_, _) -> {}))
                .build();
        var types = new JwtTypeValidator("JWT", "at+jwt");
        types.setAllowEmpty(true);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                types,
                new JwtTimestampValidator(),
                new JwtClaimValidator<>("exp", Objects::nonNull),
                new JwtIssuerValidator(Objects.requireNonNull(properties.issuer())),
                new JwtAudienceValidator(Objects.requireNonNull(properties.audience()))));
    }

    private static Set<SignatureAlgorithm> algorithms(List<String> names) {
        var algorithms = new HashSet<SignatureAlgorithm>();
        for (String name : names) {
            SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
            if (algorithm == null) {
                throw new IllegalArgumentException("ledger.access.algorithms must be asymmetric, such as RS256");
            }
            algorithms.add(algorithm);
        }
        return Set.copyOf(algorithms);
    }

    /** Kept for five minutes, and fetched again for a key id that is not among them, twice within half a minute at most. */
    private static JWKSource<SecurityContext> keys(URI jwkSet) {
        try {
            return JWKSourceBuilder.create(jwkSet.toURL()).build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("ledger.access.jwk-set must be an address", e);
        }
    }

    /**
     * Who asks with {@code token}; null where it is not good.
     *
     * @throws AccessUnavailable where the issuer's keys cannot be had
     */
    @Nullable
    Caller find(String token) {
        try {
            return caller(decoder.decode(token));
        } catch (BadJwtException | IllegalArgumentException _) {
            return null;
        } catch (JwtException e) {
            if (isUnknownKey(e)) {
                return null;
            }
            throw new AccessUnavailable(e);
        }
    }

    /** The key id is none of those that were fetched a moment ago: whoever sends such tokens does not have the issuer asked each time. */
    private static boolean isUnknownKey(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RateLimitReachedException) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Caller caller(Jwt token) {
        String name = token.getClaimAsString("sub");
        Role role = role(token.getClaim(ROLE));
        if (name == null || role == null) {
            return null;
        }
        Object person = token.getClaim(PERSON);
        if (person != null && !(person instanceof String)) {
            return null;
        }
        return new Caller(
                name,
                role,
                words(token, PROGRAMMES),
                words(token, JURISDICTIONS),
                person == null ? null : PersonId.parse((String) person));
    }

    /** A token has one role: who has several asks with several tokens, and what each was asked as stays plain. */
    private static @Nullable Role role(@Nullable Object claim) {
        Object one = claim instanceof List<?> list && list.size() == 1 ? list.getFirst() : claim;
        return one instanceof String word ? Role.of(word) : null;
    }

    /** @throws IllegalArgumentException where it is there and is no list of texts, or an empty one: it confines to nothing */
    private static Set<String> words(Jwt token, String claim) {
        Object value = token.getClaim(claim);
        if (value == null) {
            return Set.of();
        }
        var words = new HashSet<String>();
        if (value instanceof List<?> list) {
            list.forEach(word -> words.add(word instanceof String text ? text : ""));
        }
        if (words.isEmpty() || words.contains("")) {
            throw new IllegalArgumentException("a claim that confines is a list of texts");
        }
        return words;
    }
}
