package org.consentledger.store;

import java.time.Instant;
import org.consentledger.law.Refusal;

/** What became of a proposal. */
public sealed interface Receipt {
    /** The fact is durable at {@code place}. */
    record Appended(long place, Instant recordedAt) implements Receipt {}

    /** The same fact was recorded before, at {@code place}; nothing changed. */
    record AlreadyRecorded(long place) implements Receipt {}

    /** Nothing was stored. */
    record Refused(Refusal refusal) implements Receipt {}
}
