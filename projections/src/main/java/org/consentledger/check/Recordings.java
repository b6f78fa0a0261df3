package org.consentledger.check;

import org.consentledger.law.FactId;

/** When facts were recorded, which no dossier tells, and what policies' adoptions are known by. Safe for any number of threads. */
public interface Recordings {
    /**
     * The moment of recording, in microseconds since 1970.
     *
     * @param known when the fact became known
     */
    long recordedAt(long place, long known);

    /** The identity of the adoption of a policy at {@code place}. */
    FactId adoption(long place);
}
