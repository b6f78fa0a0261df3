package org.consentledger.store;

import java.time.Instant;
import org.consentledger.law.FactId;
import org.jspecify.annotations.Nullable;

/**
 * A report about an erased person, of which only the destroyed key could make a fact. It is refused; for what, depends on what
 * the ledger holds when its turn comes, as with any other.
 */
public record Unsayable(
        FactId id, @Nullable Instant occurredAt, @Nullable Instant knownAt) implements Candidate {}
