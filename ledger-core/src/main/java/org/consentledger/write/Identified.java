package org.consentledger.write;

import org.consentledger.law.Illegal;
import org.consentledger.store.Candidate;

/** A submission once its persons and values are identified. */
public sealed interface Identified {
    /** The ledger can decide about it. */
    record Ready(Candidate candidate) implements Identified {}

    /** It rests on a fact that a newer version wrote. */
    record Unreadable() implements Identified {}

    /** A value that is certainly none, or a name that nothing has. */
    record Rejected(Illegal why) implements Identified {}
}
