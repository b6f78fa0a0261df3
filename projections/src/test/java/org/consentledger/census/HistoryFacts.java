package org.consentledger.census;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Moments;
import org.consentledger.law.Purpose;
import org.consentledger.law.Recorded;
import org.consentledger.standing.Horizon;

/** What a census reads beside the index, straight from a generated history. */
final class HistoryFacts implements CensusFacts {
    private final List<Recorded> facts;

    HistoryFacts(List<Recorded> facts) {
        this.facts = facts;
    }

    @Override
    public Map<Purpose, Long> defined(Horizon horizon) {
        Map<Purpose, Long> defined = new HashMap<>();
        counting(horizon).forEach(recorded -> {
            if (recorded.fact() instanceof Fact.PurposeDefined purpose) {
                defined.merge(purpose.purpose(), occurred(recorded), Math::min);
            }
        });
        return defined;
    }

    @Override
    public Disclosures disclosures(List<Purpose> purposes, Horizon horizon) {
        var gathered = new Disclosures.Builder(purposes);
        counting(horizon).forEach(recorded -> {
            if (recorded.fact() instanceof Fact.NoticePublished notice) {
                gathered.published(notice.notice(), notice.discloses(), occurred(recorded));
            }
        });
        record Served(Fact.NoticeServed fact, long micros) {}
        counting(horizon)
                .filter(recorded -> recorded.fact() instanceof Fact.NoticeServed)
                .map(recorded -> new Served((Fact.NoticeServed) recorded.fact(), occurred(recorded)))
                .sorted(Comparator.comparing(
                        served -> served.fact().person().value().toString()))
                .forEach(served -> gathered.served(
                        served.fact().person().value(), served.fact().notice(), served.micros()));
        return gathered.build();
    }

    /** The facts that count but for the instant asked about. */
    private Stream<Recorded> counting(Horizon horizon) {
        List<FactId> retracted = facts.stream()
                .filter(recorded -> horizon.reaches(recorded.place(), recorded.knownAt()))
                .filter(recorded -> recorded.fact() instanceof Fact.FactRetracted)
                .map(recorded -> ((Fact.FactRetracted) recorded.fact()).fact())
                .toList();
        return facts.stream()
                .filter(recorded ->
                        horizon.reaches(recorded.place(), recorded.knownAt()) && !retracted.contains(recorded.id()));
    }

    private static long occurred(Recorded recorded) {
        return Moments.toMicros(recorded.occurredAt());
    }
}
