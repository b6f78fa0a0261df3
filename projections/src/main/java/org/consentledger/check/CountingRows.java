package org.consentledger.check;

import org.consentledger.law.Coordinates;

/** Which rows of the dossier that is being read count (the law's section 3), and until when it stays so. */
final class CountingRows {
    /** The dossier being read. */
    final Dossier facts;
    /** By row. */
    boolean[] counts = new boolean[8];

    long at;
    long known;
    long ledgerSize;
    /** The next instant at which time alone may change what counts. */
    long until;

    CountingRows(Dossier facts) {
        this.facts = facts;
    }

    /** Takes the coordinates, instants in microseconds since 1970; the size is none of {@link Coordinates#ALL}. */
    void ask(long atMicros, long asKnown, long size) {
        at = atMicros;
        known = asKnown;
        ledgerSize = size;
    }

    /** Time changes something at {@code instant}, or before. */
    void boundBy(long instant) {
        until = Math.min(until, instant);
    }

    /** @param bound when time may change something beside the dossier */
    void count(long bound) {
        until = bound;
        if (counts.length < facts.facts) {
            counts = new boolean[2 * facts.facts];
        }
        for (int i = 0; i < facts.facts; i++) {
            counts[i] = facts.place[i] <= ledgerSize && facts.known[i] <= known;
        }
        for (int i = 0; i < facts.retractions; i++) {
            if (facts.retractionPlace[i] <= ledgerSize && facts.retractionKnown[i] <= known) {
                counts[facts.find(facts.retracted[i])] = false;
            }
        }
        for (int i = 0; i < facts.facts; i++) {
            if (counts[i] && facts.occurred[i] > at) {
                counts[i] = false;
                boundBy(facts.occurred[i]);
            } else if (counts[i] && facts.expires[i] > at) {
                boundBy(facts.expires[i]);
            }
        }
    }

    /** Whether a collection of {@code point} would count but for the instant asked about. Called where none counts. */
    boolean collectedLater(int point) {
        for (int i = 0; i < facts.facts; i++) {
            if (facts.kind[i] == Dossier.COLLECTED
                    && facts.point[i] == point
                    && facts.occurred[i] > at
                    && facts.place[i] <= ledgerSize
                    && facts.known[i] <= known
                    && !retracted(i)) {
                return true;
            }
        }
        return false;
    }

    private boolean retracted(int row) {
        for (int i = 0; i < facts.retractions; i++) {
            if (facts.retracted[i] == facts.place[row]
                    && facts.retractionPlace[i] <= ledgerSize
                    && facts.retractionKnown[i] <= known) {
                return true;
            }
        }
        return false;
    }
}
