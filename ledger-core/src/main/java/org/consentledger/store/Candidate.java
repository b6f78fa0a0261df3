package org.consentledger.store;

import org.consentledger.law.FactId;

/** What the ledger has to decide about: a fact on its way in, or what no fact can be made of any more. */
public sealed interface Candidate permits Proposal, Unsayable {
    /** The identity that the reporter gave it. */
    FactId id();
}
