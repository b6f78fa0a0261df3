package org.consentledger.store;

import java.time.Instant;
import org.consentledger.law.FactId;
import org.jspecify.annotations.Nullable;

/** What the ledger has to decide about: a fact on its way in, or what no fact can be made of any more. */
public sealed interface Candidate permits Proposal, Unsayable {
    /** The identity that the reporter gave it. */
    FactId id();

    /** As reported; null for the moment of recording. */
    @Nullable
    Instant occurredAt();

    /** As reported; null for the moment of recording. */
    @Nullable
    Instant knownAt();
}
