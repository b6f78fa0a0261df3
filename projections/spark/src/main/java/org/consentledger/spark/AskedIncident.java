package org.consentledger.spark;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.consentledger.forensics.IncidentQuestion;
import org.consentledger.law.Purpose;
import org.consentledger.law.SupplierKind;
import org.consentledger.law.UseClass;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A question about an incident as it goes to the cluster: the JSON that the service is asked by.
 *
 * @param size the ledger's first so many facts
 */
record AskedIncident(String json, long size) implements Serializable {
    /** The question, its size fixed. */
    IncidentQuestion question() {
        JsonNode body = Json.read(json);
        return new IncidentQuestion(
                Json.moment(body, "from"),
                Json.moment(body, "until"),
                Json.one(body, "purpose", Purpose::new),
                some(body, "programmes", Function.identity()),
                some(body, "advertisers", Function.identity()),
                some(body, "surfaces", Function.identity()),
                some(body, "suppliers", text -> Word.parse(SupplierKind.class, "suppliers", text)),
                some(body, "jurisdictions", Function.identity()),
                some(body, "classes", UseClass::valueOf),
                Json.moment(body, "known"),
                size,
                Json.policy(body),
                zone(body));
    }

    private static ZoneId zone(JsonNode body) {
        ZoneId zone = Json.one(body, "zone", ZoneId::of);
        return zone == null ? ZoneId.of("UTC") : zone;
    }

    private static <T> @Nullable Set<T> some(JsonNode body, String field, Function<String, T> read) {
        if (!body.hasNonNull(field)) {
            return null;
        }
        var some = new HashSet<T>();
        body.path(field).forEach(one -> some.add(read.apply(one.asString())));
        return some;
    }
}
