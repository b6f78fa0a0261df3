package org.consentledger.check;

import java.util.List;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Reason;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * What became of uses for one purpose, under one choice of policy, as one image of the index shows it: the law of
 * {@link org.consentledger.law.JudgedUse} over rows of numbers. For one thread.
 */
public final class Hindsight {
    private final Image image;
    private final Purpose purpose;
    private final PolicyChoice choice;
    private final Recordings recordings;
    private final Lens told;
    private final Resting resting;
    private final boolean policiesAsserted;
    private final boolean policiesRetracted;
    /** Made when somebody is turned to of whom something was asserted, or retracted. */
    private @Nullable Lens unasserted;

    private @Nullable Lens unretracted;
    private DossierId person = new DossierId(DossierId.PERSON, 0, 0);
    private boolean known;
    private boolean asserted;
    private boolean retracted;

    // ---- the verdict that was made last
    private Reason reason = Reason.NO_RECORD;
    private long collected;
    private boolean later;

    /**
     * What became of one use.
     *
     * @param shape the number of the shape of the collection that the verdict as known now is taken from, see {@link Inquiries#shapes};
     *     {@link #NO_SHAPE} where no collection counts
     */
    public record Judged(
            Reason then, Reason now, boolean assertedKnowledge, boolean laterEvidence, boolean retraction, int shape) {
        /** The class that the two verdicts make. */
        public UseClass useClass() {
            return UseClass.of(then, now);
        }
    }

    /** Stands for the shape of a collection where there is none. */
    public static final int NO_SHAPE = -1;

    /** Of a use that nothing is known about. */
    public static final Judged UNKNOWN = new Judged(Reason.NO_RECORD, Reason.NO_RECORD, false, false, false, NO_SHAPE);

    /**
     * A contact point that a use may have been of.
     *
     * @param since the place from which on the ledger can tell so
     */
    public record Candidate(long most, long least, long since) {}

    Hindsight(Image image, Purpose purpose, PolicyChoice choice, Recordings recordings) {
        this.image = image;
        this.purpose = purpose;
        this.choice = choice;
        this.recordings = recordings;
        this.told = new Lens(image, purpose, choice, _ -> {});
        this.resting = new Resting(told, choice, recordings);
        boolean inForce = choice instanceof PolicyChoice.InForce;
        this.policiesAsserted = inForce
                && image.policies().all().stream()
                        .anyMatch(one -> asserted(one.bound())
                                || one.retractions().stream().anyMatch(this::asserted));
        this.policiesRetracted = inForce
                && image.policies().all().stream()
                        .anyMatch(one -> !one.retractions().isEmpty());
    }

    /** Turns to one person, whose uses are judged from here on. */
    public void turnTo(PersonId to) {
        DossierId id = DossierId.of(to);
        if (id.equals(person)) {
            return;
        }
        person = id;
        known = told.turnTo(id);
        if (known) {
            asserted = policiesAsserted || told.facts.suppressions > 0 || assertedOfPerson();
            retracted = policiesRetracted || told.facts.suppressions > 0 || told.facts.retractions > 0;
        }
    }

    private boolean assertedOfPerson() {
        Dossier facts = told.facts;
        for (int i = 0; i < facts.facts; i++) {
            if (recordings.recordedAt(facts.place[i], facts.known[i]) != facts.known[i]) {
                return true;
            }
        }
        for (int i = 0; i < facts.retractions; i++) {
            if (recordings.recordedAt(facts.retractionPlace[i], facts.retractionKnown[i]) != facts.retractionKnown[i]) {
                return true;
            }
        }
        return false;
    }

    private boolean asserted(Adoptions.Bound bound) {
        return recordings.recordedAt(bound.place(), bound.known()) != bound.known();
    }

    /**
     * What became of a use of one of the person's contact points. Instants in microseconds since 1970.
     *
     * @param candidates in order of their ids
     * @param asKnown {@link Long#MAX_VALUE} for no limit
     * @param size one that the image has reached
     */
    public Judged judge(List<Candidate> candidates, long occurred, long asKnown, long size) {
        if (!known) {
            return UNKNOWN;
        }
        verdict(told, candidates, occurred, occurred, size, true);
        Reason then = reason;
        boolean laterThen = later;
        verdict(told, candidates, occurred, asKnown, size, true);
        Reason now = reason;
        int shape = collected == 0 ? NO_SHAPE : told.facts.what[told.facts.find(collected)];
        boolean restsOnLater = laterThen || later;
        UseClass useClass = UseClass.of(then, now);
        return new Judged(
                then,
                now,
                asserted && useClass != useClass(unasserted(), candidates, occurred, asKnown, size),
                restsOnLater,
                retracted && useClass != useClass(unretracted(), candidates, occurred, asKnown, size),
                shape);
    }

    private Lens unasserted() {
        Lens lens = unasserted;
        if (lens == null) {
            lens = new Lens(Retold.unasserted(image, recordings), purpose, choice, this::takeAssertionsFrom);
            unasserted = lens;
        }
        return lens;
    }

    private void takeAssertionsFrom(Dossier facts) {
        for (int i = 0; i < facts.facts; i++) {
            facts.known[i] = recordings.recordedAt(facts.place[i], facts.known[i]);
        }
        for (int i = 0; i < facts.retractions; i++) {
            facts.retractionKnown[i] = recordings.recordedAt(facts.retractionPlace[i], facts.retractionKnown[i]);
        }
    }

    private Lens unretracted() {
        Lens lens = unretracted;
        if (lens == null) {
            lens = new Lens(Retold.unretracted(image), purpose, choice, facts -> facts.retractions = 0);
            unretracted = lens;
        }
        return lens;
    }

    private UseClass useClass(Lens lens, List<Candidate> candidates, long occurred, long asKnown, long size) {
        lens.turnTo(person);
        verdict(lens, candidates, occurred, occurred, size, false);
        Reason then = reason;
        verdict(lens, candidates, occurred, asKnown, size, false);
        return UseClass.of(then, reason);
    }

    /** Where a use fits several contact points, every one of them has to permit it. */
    private void verdict(Lens lens, List<Candidate> candidates, long at, long asKnown, long size, boolean evidence) {
        reason = Reason.NO_RECORD;
        collected = 0;
        later = false;
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            int point = candidate.since() <= size
                    ? lens.facts.points.find(candidate.most(), candidate.least())
                    : Dossier.NONE;
            if (point != Dossier.NONE) {
                Finding finding = lens.judge(point, at, asKnown, size);
                take(finding);
                // Only where all of them permit does it matter, and then each was asked.
                later |= evidence && finding.permitted() && resting.onLater(at, point, finding);
            }
        }
        later &= reason.permitted();
    }

    private void take(Finding finding) {
        Reason other = finding.reason();
        if (other != Reason.NO_RECORD && (reason == Reason.NO_RECORD || restrictsMore(other, reason))) {
            reason = other;
            collected = finding.collected();
        }
    }

    /** A refusal on the record before the lack of one before a permission; of refusals the nearest to permission. */
    private static boolean restrictsMore(Reason one, Reason other) {
        if (one.permitted() != other.permitted()) {
            return !one.permitted();
        }
        if (one.withoutEvidence() != other.withoutEvidence()) {
            return !one.withoutEvidence();
        }
        return one.line() > other.line();
    }
}
