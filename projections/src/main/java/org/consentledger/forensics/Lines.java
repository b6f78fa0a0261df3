package org.consentledger.forensics;

import java.util.Arrays;

/** Counts on numbered lines. Uses come person by person, and of each by contact point, so that nobody is counted twice. For one thread. */
final class Lines {
    /* All of a line lies together, so that counting on it costs one look at memory. There are fewer uses than an int can count. */

    private static final int USES = 0;
    private static final int PERSONS = 1;
    private static final int WITHOUT_ACCOUNT = 2;
    private static final int CONTACT_POINTS = 3;
    private static final int LAST_PERSON = 4;
    private static final int LAST_POINT = 5;
    private static final int WIDTH_BITS = 3;

    private final int[] counts;

    Lines(int size) {
        counts = new int[size << WIDTH_BITS];
        for (int line = 0; line < size; line++) {
            int at = line << WIDTH_BITS;
            Arrays.fill(counts, at + LAST_PERSON, at + LAST_POINT + 1, UsePoints.NOBODY);
        }
    }

    int size() {
        return counts.length >> WIDTH_BITS;
    }

    /**
     * Counts a use.
     *
     * @param person {@link UsePoints#NOBODY} where it is in no count of persons
     * @param of as {@link UseRows.View#of} has it
     */
    void add(int line, int person, int of) {
        int at = line << WIDTH_BITS;
        counts[at + USES]++;
        if (of >= 0 && counts[at + LAST_POINT] != of) {
            counts[at + LAST_POINT] = of;
            counts[at + CONTACT_POINTS]++;
        }
        if (person != UsePoints.NOBODY && counts[at + LAST_PERSON] != person) {
            counts[at + LAST_PERSON] = person;
            counts[at + (UsePoints.View.unknown(person) ? WITHOUT_ACCOUNT : PERSONS)]++;
        }
    }

    /** Adds what was counted of other persons. */
    void add(Lines others) {
        for (int at = 0; at < counts.length; at += 1 << WIDTH_BITS) {
            for (int field = USES; field <= CONTACT_POINTS; field++) {
                counts[at + field] += others.counts[at + field];
            }
        }
    }

    Counts counts(int line) {
        int at = line << WIDTH_BITS;
        return new Counts(
                counts[at + USES], counts[at + PERSONS], counts[at + WITHOUT_ACCOUNT], counts[at + CONTACT_POINTS]);
    }
}
