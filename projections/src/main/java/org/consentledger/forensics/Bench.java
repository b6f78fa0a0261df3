package org.consentledger.forensics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.consentledger.check.Hindsight;
import org.consentledger.check.Hindsight.Candidate;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;

/** Judges uses one after the other at one knowledge, size and policy; fastest where a person's uses come together. For one thread. */
final class Bench {
    private static final long UNKNOWN = Verdict.of(Hindsight.UNKNOWN);

    private final UseLog.Judged log;
    private final PolicyChoice choice;
    private final long known;
    private final long size;
    private final Map<Purpose, Hindsight> byPurpose = new HashMap<>();
    private int turnedTo = UsePoints.NOBODY;
    private PersonId person = new PersonId(new UUID(0, 0), false);

    Bench(UseLog.Judged log, PolicyChoice choice, long known, long size) {
        this.log = log;
        this.choice = choice;
        this.known = known;
        this.size = size;
    }

    /** What became of the use in a row, see {@link Verdict}. */
    long judge(int row) {
        int of = log.rows().of(row);
        int number = log.points().personOf(of);
        if (of < 0 || number == UsePoints.NOBODY) {
            return UNKNOWN;
        }
        if (number != turnedTo) {
            turnedTo = number;
            person = log.points().person(number);
        }
        Hindsight hindsight =
                byPurpose.computeIfAbsent(log.terms().get(log.rows().terms(row)).purpose(), this::hindsight);
        hindsight.turnTo(person);
        return Verdict.of(hindsight.judge(candidates(row, of), log.rows().occurred(row), known, size));
    }

    private Hindsight hindsight(Purpose purpose) {
        return log.index().inquiries(purpose, choice).hindsight(log.recordings());
    }

    private List<Candidate> candidates(int row, int of) {
        List<Candidate> several = log.rows().named(row) ? log.values().of(row) : null;
        return several == null
                ? List.of(new Candidate(log.points().most(of), log.points().least(of), 0))
                : several;
    }
}
