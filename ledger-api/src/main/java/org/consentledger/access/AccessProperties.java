package org.consentledger.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How callers are known.
 *
 * @param issuer who issues tokens, as their {@code iss} says; without it only keys are taken
 * @param audience what a token's {@code aud} must name
 * @param jwkSet where the issuer publishes its keys
 * @param algorithms that a token may be signed with, all of them asymmetric
 * @param keyLifetime how long a key is good that is drawn without a term
 * @param tlsByProxy whether a proxy before this service speaks TLS and nothing else reaches the port
 */
@ConfigurationProperties("ledger.access")
public record AccessProperties(
        @Nullable String issuer,
        @Nullable String audience,
        @Nullable URI jwkSet,
        @DefaultValue({"RS256", "PS256", "ES256"}) List<String> algorithms,
        @DefaultValue("P366D") Duration keyLifetime,
        @DefaultValue("false") boolean tlsByProxy) {
    /**
     * Checks what belongs together.
     *
     * @throws IllegalArgumentException where an issuer is trusted whose audience or keys are not told
     */
    public AccessProperties {
        if ((issuer == null) != (audience == null) || (issuer == null) != (jwkSet == null)) {
            throw new IllegalArgumentException(
                    "ledger.access.issuer, ledger.access.audience and ledger.access.jwk-set belong together");
        }
        if (keyLifetime.isNegative() || keyLifetime.isZero()) {
            throw new IllegalArgumentException("ledger.access.key-lifetime must be positive");
        }
    }

    /** Whether tokens are taken. */
    boolean takesTokens() {
        return issuer != null;
    }
}
