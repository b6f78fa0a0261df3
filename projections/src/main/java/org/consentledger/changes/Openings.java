package org.consentledger.changes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.consentledger.check.Finding;
import org.consentledger.law.PersonId;

/** At which instants time alone permits what it refused until then; no more of them than memory is meant for. */
final class Openings {
    private final int most;
    private final TreeSet<Opening> coming = new TreeSet<>(Comparator.comparingLong(Opening::micros)
            .thenComparing(opening -> opening.person().value()));
    /** From this instant on there are some that are not kept. */
    private long forgottenFrom = Finding.FOR_EVER;

    private record Opening(long micros, PersonId person) {}

    Openings(int most) {
        this.most = most;
    }

    void add(long micros, PersonId person) {
        if (micros >= forgottenFrom) {
            return;
        }
        coming.add(new Opening(micros, person));
        if (coming.size() > most) {
            forgottenFrom = coming.last().micros();
            while (!coming.isEmpty() && coming.last().micros() == forgottenFrom) {
                coming.pollLast();
            }
        }
    }

    /** Takes out the persons for whom an instant up to {@code micros} was kept. */
    List<PersonId> due(long micros) {
        var due = new ArrayList<PersonId>();
        while (!coming.isEmpty() && coming.first().micros() <= micros) {
            due.add(coming.removeFirst().person());
        }
        return due;
    }

    /** Whether there may be some up to {@code micros} that are not kept: everybody has to be asked about. */
    boolean forgottenUpTo(long micros) {
        return forgottenFrom <= micros;
    }

    /** Forgets everything and knows that there may be some from {@code micros} on. */
    void forgetFrom(long micros) {
        coming.clear();
        forgottenFrom = micros;
    }

    /** The next instant at which there may be one. */
    long next() {
        return coming.isEmpty()
                ? forgottenFrom
                : Math.min(forgottenFrom, coming.first().micros());
    }
}
