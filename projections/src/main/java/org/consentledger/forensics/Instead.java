package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.law.UseClass;

/** What another policy makes of some persons' uses. For one thread. */
final class Instead implements Survey.Counting {
    private static final int LINES = 2 * NamedLines.CLASSES * NamedLines.CLASSES;

    private final Survey survey;
    private final Survey.Judging judging;
    private final Survey.Judging instead;
    private final Lines all = new Lines(1);
    private final Lines spared = new Lines(1);
    private final Lines remaining = new Lines(1);
    private final Lines stopped = new Lines(1);
    private final Lines moves = new Lines(LINES);
    private long sparedPersons;
    private long sparedWithoutAccount;
    // Of the person at hand.
    private int person = UsePoints.NOBODY;
    private boolean anySpared;
    private boolean anyRemaining;

    Instead(Survey survey, Survey.Judging judging, Survey.Judging instead) {
        this.survey = survey;
        this.judging = judging;
        this.instead = instead;
    }

    @Override
    public void use(int row, int of, int countedPerson) {
        long verdict = judging.verdict(row);
        if (!survey.selection.isOf(verdict)) {
            return;
        }
        long other = instead.verdict(row);
        boolean permitted = Verdict.then(other).permitted();
        UseClass useClass = Verdict.useClass(verdict);
        all.add(0, countedPerson, of);
        moves.add(line(Verdict.classNumber(verdict), Verdict.classNumber(other), permitted), countedPerson, of);
        if (Tally.breach(useClass)) {
            (permitted ? remaining : spared).add(0, countedPerson, of);
            if (countedPerson != UsePoints.NOBODY) {
                person = countedPerson;
                anyRemaining |= permitted;
                anySpared |= !permitted;
            }
        } else if (useClass == UseClass.LAWFUL && !permitted) {
            stopped.add(0, countedPerson, of);
        }
    }

    private static int line(int classNumber, int other, boolean permitted) {
        return 2 * (classNumber * NamedLines.CLASSES + other) + (permitted ? 1 : 0);
    }

    @Override
    public void end() {
        if (anySpared && !anyRemaining) {
            if (UsePoints.View.unknown(person)) {
                sparedWithoutAccount++;
            } else {
                sparedPersons++;
            }
        }
        person = UsePoints.NOBODY;
        anySpared = false;
        anyRemaining = false;
    }

    /** What all of them counted together. */
    static WhatIf together(List<Instead> parts, long size, IncidentReport.Head head) {
        var all = new Lines(1);
        var spared = new Lines(1);
        var remaining = new Lines(1);
        var stopped = new Lines(1);
        var moves = new Lines(LINES);
        long sparedPersons = 0;
        long sparedWithoutAccount = 0;
        for (Instead part : parts) {
            all.add(part.all);
            spared.add(part.spared);
            remaining.add(part.remaining);
            stopped.add(part.stopped);
            moves.add(part.moves);
            sparedPersons += part.sparedPersons;
            sparedWithoutAccount += part.sparedWithoutAccount;
        }
        var lines = new ArrayList<WhatIf.Move>();
        for (int line = 0; line < LINES; line++) {
            if (!moves.counts(line).equals(Counts.NONE)) {
                lines.add(new WhatIf.Move(
                        NamedLines.useClass(line / 2 / NamedLines.CLASSES),
                        NamedLines.useClass(line / 2 % NamedLines.CLASSES),
                        line % 2 == 1,
                        moves.counts(line)));
            }
        }
        return new WhatIf(
                size,
                head,
                all.counts(0),
                spared.counts(0),
                sparedPersons,
                sparedWithoutAccount,
                remaining.counts(0),
                stopped.counts(0),
                lines);
    }
}
