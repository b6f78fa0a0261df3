package org.consentledger.forensics;

import java.util.Arrays;

/** Counts on numbered lines. Uses come person by person, and of each by contact point, so that nobody is counted twice. For one thread. */
final class Lines {
    private final long[] uses;
    private final long[] persons;
    private final long[] withoutAccount;
    private final long[] contactPoints;
    private final int[] lastPerson;
    private final int[] lastPoint;

    Lines(int size) {
        uses = new long[size];
        persons = new long[size];
        withoutAccount = new long[size];
        contactPoints = new long[size];
        lastPerson = new int[size];
        lastPoint = new int[size];
        Arrays.fill(lastPerson, UsePoints.NOBODY);
        Arrays.fill(lastPoint, UsePoints.NOBODY);
    }

    int size() {
        return uses.length;
    }

    /**
     * Counts a use.
     *
     * @param person {@link UsePoints#NOBODY} where it is in no count of persons
     * @param of as {@link UseRows.View#of} has it
     */
    void add(int line, int person, int of) {
        uses[line]++;
        if (of >= 0 && lastPoint[line] != of) {
            lastPoint[line] = of;
            contactPoints[line]++;
        }
        if (person != UsePoints.NOBODY && lastPerson[line] != person) {
            lastPerson[line] = person;
            if (UsePoints.View.unknown(person)) {
                withoutAccount[line]++;
            } else {
                persons[line]++;
            }
        }
    }

    /** Adds what was counted of other persons. */
    void add(Lines others) {
        for (int line = 0; line < uses.length; line++) {
            uses[line] += others.uses[line];
            persons[line] += others.persons[line];
            withoutAccount[line] += others.withoutAccount[line];
            contactPoints[line] += others.contactPoints[line];
        }
    }

    Counts counts(int line) {
        return new Counts(uses[line], persons[line], withoutAccount[line], contactPoints[line]);
    }
}
