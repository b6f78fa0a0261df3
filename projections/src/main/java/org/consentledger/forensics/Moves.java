package org.consentledger.forensics;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/** How some persons' uses went from one class to another between two coordinates. For one thread. */
final class Moves implements Survey.Counting {
    /** One more than there are classes: a use may not be among them. */
    private static final int STATES = NamedLines.CLASSES + 1;

    private final At before;
    private final At after;
    private final Lines lines = new Lines(STATES * STATES);

    /** The uses at one coordinate. */
    record At(Selection selection, Survey.Judging judging) {
        /** 0 where the question is not about the use, otherwise its class. */
        int state(int row) {
            if (!selection.mayBeOf(row)) {
                return 0;
            }
            long verdict = judging.verdict(row);
            return selection.isOf(verdict) ? Verdict.classNumber(verdict) + 1 : 0;
        }
    }

    Moves(At before, At after) {
        this.before = before;
        this.after = after;
    }

    @Override
    public void use(int row, int of, int person) {
        lines.add(before.state(row) * STATES + after.state(row), person, of);
    }

    @Override
    public void end() {
        // Nothing is counted of a person as a whole.
    }

    /** What all of them counted together, but for what stayed as it was. */
    static List<IncidentChanges.Move> together(List<Moves> parts) {
        var all = new Lines(STATES * STATES);
        parts.forEach(part -> all.add(part.lines));
        var moves = new ArrayList<IncidentChanges.Move>();
        for (int line = 0; line < all.size(); line++) {
            if (line / STATES != line % STATES && !all.counts(line).equals(Counts.NONE)) {
                moves.add(new IncidentChanges.Move(useClass(line / STATES), useClass(line % STATES), all.counts(line)));
            }
        }
        return moves;
    }

    private static @Nullable UseClass useClass(int state) {
        return state == 0 ? null : Verdict.CLASSES.get(state - 1);
    }
}
