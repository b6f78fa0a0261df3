package org.consentledger.spark;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import org.consentledger.census.Days;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A census as it goes to the cluster: the JSON that the service is asked by.
 *
 * @param size the ledger's first so many facts
 */
record AskedCensus(String json, long size) implements Serializable {
    /**
     * What the JSON says.
     *
     * @param purposes null for all that are defined
     */
    record Terms(
            Days days,
            @Nullable Set<Purpose> purposes,
            @Nullable Instant known,
            long size,
            PolicyChoice policy) {
        boolean isMeant(Purpose purpose) {
            return purposes == null || purposes.contains(purpose);
        }
    }

    Terms terms() {
        JsonNode body = Json.read(json);
        return new Terms(days(body), purposes(body), Json.moment(body, "known"), size, Json.policy(body));
    }

    private static Days days(JsonNode body) {
        ZoneId named = Json.one(body, "zone", ZoneId::of);
        ZoneId zone = named == null ? ZoneId.of("UTC") : named;
        LocalDate on = Json.one(body, "on", LocalDate::parse);
        LocalDate since = Json.one(body, "since", LocalDate::parse);
        LocalDate until = Json.one(body, "until", LocalDate::parse);
        if (on != null) {
            return Days.of(on, zone);
        }
        if (since == null || until == null) {
            throw new IllegalArgumentException("The question names no days: 'on', or 'since' with 'until'");
        }
        return Days.of(since, until, zone);
    }

    private static @Nullable Set<Purpose> purposes(JsonNode body) {
        if (!body.hasNonNull("purposes")) {
            return null;
        }
        var purposes = new HashSet<Purpose>();
        body.path("purposes").forEach(one -> purposes.add(new Purpose(one.asString())));
        return purposes;
    }
}
