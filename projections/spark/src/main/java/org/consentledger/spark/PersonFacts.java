package org.consentledger.spark;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.Row;
import org.consentledger.law.CollectedValue;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.law.SuppressionKey;
import org.consentledger.store.FactCodec;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the law reads of one person, or of a contact point that nobody collected.
 *
 * @param person null for nobody
 * @param facts in order of place, those that concern everybody among them; without uses, which no verdict reads
 * @param uses in order of place
 */
record PersonFacts(@Nullable PersonId person, List<Recorded> facts, List<Recorded> uses) {
    private static final ThreadLocal<FactCodec> CODEC = ThreadLocal.withInitial(FactCodec::new);

    /** What {@code rows} tell of whom {@code key} names. */
    static PersonFacts of(String key, Iterator<Row> rows, Collection<Recorded> ofEverybody) {
        Map<Long, Recorded> facts = new TreeMap<>();
        Map<Long, Set<SuppressionKey>> suppressed = new HashMap<>();
        ofEverybody.forEach(recorded -> facts.put(recorded.place(), recorded));
        while (rows.hasNext()) {
            Row row = rows.next();
            if (row.getString(8).equals(ExportedFacts.SUPPRESSED)) {
                suppressed
                        .computeIfAbsent(row.getLong(1), _ -> new HashSet<>())
                        .add(new SuppressionKey(row.getString(10)));
            } else {
                facts.computeIfAbsent(row.getLong(1), _ -> recorded(row));
            }
        }
        suppressed.forEach((place, keys) -> facts.computeIfPresent(place, (_, recorded) -> with(recorded, keys)));
        var uses = new ArrayList<Recorded>();
        var others = new ArrayList<Recorded>();
        facts.values()
                .forEach(recorded -> (recorded.fact() instanceof Fact.ContactPointUsed ? uses : others).add(recorded));
        return new PersonFacts(
                key.startsWith(ExportedFacts.NOBODY) ? null : PersonId.parse(key),
                List.copyOf(others),
                List.copyOf(uses));
    }

    /** The fact of a row as {@link ExportedFacts} has them. */
    static Recorded recorded(Row row) {
        byte[] json = row.getString(10).getBytes(StandardCharsets.UTF_8);
        return new Recorded(
                row.getLong(1),
                Moments.ofMicros(row.getLong(2)),
                new FactId(row.getString(6), UUID.fromString(row.getString(7))),
                Moments.ofMicros(row.getLong(3)),
                Moments.ofMicros(row.getLong(4)),
                row.getBoolean(5),
                CODEC.get().read(row.getString(8), (int) row.getLong(9), json, 0, json.length));
    }

    private static Recorded with(Recorded recorded, Set<SuppressionKey> keys) {
        var collected = (Fact.ContactPointCollected) recorded.fact();
        CollectedValue value = collected.value();
        return recorded.with(collected.with(new CollectedValue(value.profile(), value.tags(), value.sealed(), keys)));
    }
}
