package org.consentledger.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.consentledger.law.Fact.ConsentChanged;
import org.jspecify.annotations.Nullable;

/** The last paragraph of section 6 in the manner of {@link NaiveLaw}: a day. */
final class NaiveDay {
    /** A longest interval of a day with one reason and rule. */
    record Stretch(
            Instant since,
            Instant until,
            Reason reason,
            @Nullable String rule) {}

    private NaiveDay() {}

    /** Asks at every instant of the day that a fact names, and at the microseconds beside it. */
    static List<Stretch> day(Collection<Recorded> facts, Question question, Instant since, Instant until) {
        var probes = new TreeSet<Instant>();
        probes.add(since);
        for (Recorded fact : facts) {
            probe(fact.occurredAt(), probes);
            probe(fact.knownAt(), probes);
            if (fact.fact() instanceof ConsentChanged word && word.expiresAt() != null) {
                probe(word.expiresAt(), probes);
            }
        }
        var stretches = new ArrayList<Stretch>();
        for (Instant probe : probes) {
            if (!probe.isBefore(since) && probe.isBefore(until)) {
                NaiveLaw.Verdict verdict = NaiveLaw.verdict(
                        facts,
                        new Question(
                                question.contactPoint(),
                                question.purpose(),
                                new Coordinates(
                                        probe,
                                        question.coordinates().known(),
                                        question.coordinates().ledgerSize()),
                                question.policy()));
                stretches.add(new Stretch(probe, until, verdict.reason(), verdict.rule()));
            }
        }
        for (int i = stretches.size() - 1; i > 0; i--) {
            Stretch before = stretches.get(i - 1);
            Stretch after = stretches.get(i);
            boolean same = before.reason() == after.reason() && Objects.equals(before.rule(), after.rule());
            if (same) {
                stretches.set(i - 1, new Stretch(before.since(), after.until(), before.reason(), before.rule()));
                stretches.remove(i);
            } else {
                stretches.set(i - 1, new Stretch(before.since(), after.since(), before.reason(), before.rule()));
            }
        }
        return stretches;
    }

    private static void probe(Instant instant, Set<Instant> probes) {
        probes.add(instant.minusNanos(1_000));
        probes.add(instant);
        probes.add(instant.plusNanos(1_000));
    }
}
