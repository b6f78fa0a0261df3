package org.consentledger.bulk;

import java.time.Instant;
import org.consentledger.check.Inquiries;
import org.consentledger.identity.HashKeys;
import org.consentledger.identity.Values;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Moments;

/** From where all rows of a list are answered: one state of the ledger, and coordinates that leave nothing open. */
public record Standpoint(ListQuestion question, Coordinates coordinates, Inquiries inquiries, Values values) {
    long atMicros() {
        return Moments.toMicros(coordinates.at());
    }

    long knownMicros() {
        Instant known = coordinates.known();
        return known == null ? Long.MAX_VALUE : Moments.toMicros(known);
    }

    /** What the list's hashes are found by. For one thread. */
    public HashKeys hashKeys() {
        return values.hashKeys(question.channel(), question.profile());
    }
}
