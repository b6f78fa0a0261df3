package org.consentledger.store;

import org.consentledger.law.Fact;
import org.consentledger.law.Header;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the ledger.
 *
 * @param payload the fact's canonical JSON, which is what gets stored
 * @param expectedSequence where in its stream the sender believes the fact to stand; {@link #NEXT} for wherever is next
 * @param judgedAt for an erasure the place up to which the sender read the person's contact points, else null: should there
 *     be a newer one the sender has to look again
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to the appender, never compared.
public record Proposal(
        Header header,
        Fact fact,
        byte[] payload,
        int expectedSequence,
        @Nullable Long judgedAt) {
    /** The next free position of the stream, whatever it is. */
    public static final int NEXT = -1;

    /** A fact that goes wherever its stream has come to. */
    public static Proposal next(Header header, Fact fact, byte[] payload) {
        return new Proposal(header, fact, payload, NEXT, null);
    }
}
