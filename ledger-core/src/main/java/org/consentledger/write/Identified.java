package org.consentledger.write;

import org.consentledger.law.Illegal;
import org.consentledger.law.Refusal;
import org.consentledger.store.Proposal;

/** A submission once its persons and values are identified. */
public sealed interface Identified {
    /** It can be proposed to the ledger. */
    record Ready(Proposal proposal) implements Identified {}

    /** The ledger would refuse it: its person is erased, and with the key the means to say what it is about. */
    record Refused(Refusal refusal) implements Identified {}

    /** A value that is certainly none, or a name that nothing has. */
    record Rejected(Illegal why) implements Identified {}
}
