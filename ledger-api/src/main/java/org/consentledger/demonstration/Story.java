package org.consentledger.demonstration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to one person, told fact by fact; ids come from the seed, so that telling it again tells the same. */
final class Story {
    private static final long FACTS = 1;
    private static final long COLLECTIONS = 2;

    private final long seed;
    private final String source;
    private final long number;
    private final List<ReportedFact> told = new ArrayList<>();
    private int collections;

    /** @param number unique in the population */
    Story(long seed, String source, long number) {
        this.seed = seed;
        this.source = source;
        this.number = number;
    }

    /** Known as it happened. */
    ReportedFact tell(Instant occurredAt, Said said) {
        return tell(occurredAt, occurredAt, said);
    }

    ReportedFact tell(Instant occurredAt, Instant knownAt, Said said) {
        int next = told.size();
        var fact = new ReportedFact(id(knownAt, FACTS, next), number, next, occurredAt, knownAt, said);
        told.add(fact);
        return fact;
    }

    /** A contact point is obtained; answers the collection. */
    UUID collect(
            Instant at,
            @Nullable String person,
            Said.Value value,
            String surface,
            Said.SuppliedBy suppliedBy,
            Said.Notice notice,
            String jurisdiction) {
        UUID collection = id(at, COLLECTIONS, collections++);
        tell(at, new Said.ContactPointCollected(person, value, collection, surface, suppliedBy, notice, jurisdiction));
        return collection;
    }

    void retract(Instant at, ReportedFact wrong, String reason) {
        tell(at, new Said.FactRetracted(new Said.Reference(source, wrong.id()), reason));
    }

    /** The person is erased: of what became known from then on, uses alone are still told. */
    void erase(Instant at, String person, boolean suppression) {
        told.removeIf(fact -> !(fact.said() instanceof Said.ContactPointUsed)
                && !fact.knownAt().isBefore(at));
        tell(at, new Said.PersonErased(person, suppression));
    }

    /** In the order of telling, which is not that of time. */
    List<ReportedFact> facts() {
        return told;
    }

    /** Ordered by time. Source: RFC 9562 section 5.7, UUID version 7. */
    private UUID id(Instant at, long kind, int which) {
        long high = at.toEpochMilli() << 16 | 0x7000L | (Draw.mixed(seed, number, kind, which, 1) & 0xfffL);
        long low = 0x8000000000000000L | (Draw.mixed(seed, number, kind, which, 2) >>> 2);
        return new UUID(high, low);
    }
}
