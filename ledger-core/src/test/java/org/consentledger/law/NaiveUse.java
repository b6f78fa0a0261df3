package org.consentledger.law;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.consentledger.law.Fact.ContactPointCollected;
import org.consentledger.law.Fact.ContactPointUsed;
import org.consentledger.law.Fact.FactRetracted;
import org.jspecify.annotations.Nullable;

/** Section 7 in the manner of {@link NaiveLaw}: what became of a use. */
final class NaiveUse {
    /**
     * What became of a use.
     *
     * @param thenLine the line of the verdict as known then; which of several refusals on one line speaks is nobody's concern
     * @param assertedKnowledge whether it would have been another class without the assertions
     * @param retraction whether it would have been another class without the retractions
     */
    record Judged(UseClass useClass, int thenLine, int nowLine, boolean assertedKnowledge, boolean retraction) {}

    private NaiveUse() {}

    static Judged judge(
            Collection<Recorded> facts, Recorded use, @Nullable Instant known, long ledgerSize, PolicyChoice policy) {
        UseClass useClass = useClass(facts, use, known, ledgerSize, policy);
        var nobodyAsserted = new ArrayList<Recorded>();
        var nothingRetracted = new ArrayList<Recorded>();
        for (Recorded fact : facts) {
            nobodyAsserted.add(new Recorded(
                    fact.place(),
                    fact.recordedAt(),
                    fact.id(),
                    fact.occurredAt(),
                    fact.recordedAt(),
                    false,
                    fact.fact()));
            if (!(fact.fact() instanceof FactRetracted)) {
                nothingRetracted.add(fact);
            }
        }
        return new Judged(
                useClass,
                NaiveLaw.line(reason(facts, use, use.occurredAt(), ledgerSize, policy)),
                NaiveLaw.line(reason(facts, use, known, ledgerSize, policy)),
                useClass(nobodyAsserted, use, known, ledgerSize, policy) != useClass,
                useClass(nothingRetracted, use, known, ledgerSize, policy) != useClass);
    }

    private static UseClass useClass(
            Collection<Recorded> facts, Recorded use, @Nullable Instant known, long ledgerSize, PolicyChoice policy) {
        Reason then = reason(facts, use, use.occurredAt(), ledgerSize, policy);
        Reason now = reason(facts, use, known, ledgerSize, policy);
        if (NaiveLaw.withoutEvidence(now)) {
            return UseClass.UNPROVEN;
        }
        if (NaiveLaw.permits(then) && NaiveLaw.permits(now)) {
            return UseClass.LAWFUL;
        }
        if (NaiveLaw.permits(now)) {
            return UseClass.CLEARED;
        }
        if (NaiveLaw.permits(then) || NaiveLaw.withoutEvidence(then)) {
            return UseClass.LATE_BREACH;
        }
        return UseClass.PREVENTABLE_BREACH;
    }

    /** The verdict on a use as known then; of several contact points the most restrictive. */
    private static Reason reason(
            Collection<Recorded> facts,
            Recorded recorded,
            @Nullable Instant known,
            long ledgerSize,
            PolicyChoice policy) {
        ContactPointUsed use = (ContactPointUsed) recorded.fact();
        Reason worst = Reason.NO_RECORD;
        for (ContactPointId point : pointsOf(facts, use, ledgerSize)) {
            var question = new Question(
                    point, use.purpose(), new Coordinates(recorded.occurredAt(), known, ledgerSize), policy);
            Reason reason = NaiveLaw.verdict(facts, question).reason();
            if (reason != Reason.NO_RECORD && (worst == Reason.NO_RECORD || restricts(reason, worst))) {
                worst = reason;
            }
        }
        return worst;
    }

    private static boolean restricts(Reason one, Reason other) {
        boolean oneOnRecord = !NaiveLaw.permits(one) && one != Reason.NOT_COLLECTED;
        boolean otherOnRecord = !NaiveLaw.permits(other) && other != Reason.NOT_COLLECTED;
        if (oneOnRecord && otherOnRecord) {
            return NaiveLaw.line(one) > NaiveLaw.line(other);
        }
        return oneOnRecord || (one == Reason.NOT_COLLECTED && NaiveLaw.permits(other));
    }

    private static Set<ContactPointId> pointsOf(Collection<Recorded> facts, ContactPointUsed use, long ledgerSize) {
        var points = new HashSet<ContactPointId>();
        if (use.person() == null) {
            if (use.contactPoint() != null) {
                points.add(use.contactPoint());
            }
            return points;
        }
        if (use.contactPoint() == null) {
            return points;
        }
        for (Recorded fact : facts) {
            if (fact.place() <= ledgerSize
                    && fact.fact() instanceof ContactPointCollected collected
                    && collected.person().equals(use.person())
                    && (collected.contactPoint().equals(use.contactPoint())
                            || NaiveLaw.overlap(collected.value().tags(), use.tags()))) {
                points.add(collected.contactPoint());
            }
        }
        return points;
    }
}
