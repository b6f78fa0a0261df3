package org.consentledger.store;

import java.time.Instant;
import java.util.Set;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the ledger.
 *
 * @param payload the fact's canonical JSON, which is what gets stored
 * @param expectedSequence where in its stream the sender believes the fact to stand; {@link #NEXT} for wherever is next
 * @param judged what the sender of an erasure had read when it was prepared, else null
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to the appender, never compared.
public record Proposal(
        Header header,
        Fact fact,
        byte[] payload,
        int expectedSequence,
        @Nullable Judged judged) implements Candidate {
    /** The next free position of the stream, whatever it is. */
    public static final int NEXT = -1;

    /**
     * How far an erasure was prepared: should the person get another contact point, or another person's erasure suppress one
     * of the values, the sender has to look again.
     *
     * @param place up to which the person's contact points and the suppressions were read
     * @param keys what suppression would know the person's values by
     */
    public record Judged(long place, Set<SuppressionKey> keys) {
        public Judged {
            keys = Set.copyOf(keys);
        }
    }

    @Override
    public FactId id() {
        return header.id();
    }

    @Override
    public @Nullable Instant occurredAt() {
        return header.occurredAt();
    }

    @Override
    public @Nullable Instant knownAt() {
        return header.knownAt();
    }

    /** This proposal, its sender believing the fact to stand at {@code sequence} of its stream. */
    Proposal at(int sequence) {
        return new Proposal(header, fact, payload, sequence, judged);
    }

    /** A fact that goes wherever its stream has come to. */
    public static Proposal next(Header header, Fact fact, byte[] payload) {
        return new Proposal(header, fact, payload, NEXT, null);
    }
}
