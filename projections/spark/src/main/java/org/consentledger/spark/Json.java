package org.consentledger.spark;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import org.consentledger.law.Moments;
import org.consentledger.law.Policy;
import org.consentledger.law.PolicyChoice;
import org.consentledger.store.FactJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions in JSON, as the service reads them. */
final class Json {
    static final JsonMapper MAPPER = FactJson.mapper();

    private Json() {}

    static JsonNode read(String json) {
        return MAPPER.readTree(json);
    }

    static <T> @Nullable T one(JsonNode body, String field, Function<String, T> read) {
        return body.hasNonNull(field) ? read.apply(body.path(field).asString()) : null;
    }

    static @Nullable Instant moment(JsonNode body, String field) {
        return one(body, field, text -> Moments.parse(field, text));
    }

    /** The version or the draft that the question names; without one the policy in force. */
    static PolicyChoice policy(JsonNode body) {
        JsonNode policy = body.path("policy");
        if (policy.isObject()) {
            Policy draft = MAPPER.treeToValue(policy, Policy.class);
            return new PolicyChoice.Draft(draft, hash(MAPPER.writeValueAsString(draft)));
        }
        return policy.isString() ? new PolicyChoice.Version(policy.stringValue()) : PolicyChoice.IN_FORCE;
    }

    private static String hash(String json) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
