package org.consentledger.store;

import java.time.Instant;
import java.util.Set;
import org.consentledger.identity.Newcomer;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.jspecify.annotations.Nullable;

/**
 * A fact on its way into the ledger.
 *
 * @param payload the fact's canonical JSON, which is what gets stored
 * @param expectedSequence where in its stream the sender believes the fact to stand; {@link #NEXT} for wherever is next
 * @param judged what the sender decided by, where that may not have changed meanwhile; else null
 * @param text what is kept beside the ledger once the fact is on it: a notice's; null for every other fact
 * @param newcomers whom it is among the first to name, and who come into the directory with it
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to the appender, never compared.
public record Proposal(
        Header header,
        Fact fact,
        byte[] payload,
        int expectedSequence,
        @Nullable Judged judged,
        @Nullable String text,
        Set<Newcomer> newcomers)
        implements Candidate {
    /** The next free position of the stream, whatever it is. */
    public static final int NEXT = -1;

    /** Copies the newcomers. */
    public Proposal {
        newcomers = Set.copyOf(newcomers);
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
        return new Proposal(header, fact, payload, sequence, judged, text, newcomers);
    }

    /** This proposal, to be sent back should what it was judged by have changed. */
    public Proposal judgedBy(Judged by) {
        return new Proposal(header, fact, payload, expectedSequence, by, text, newcomers);
    }

    /** A fact that goes wherever its stream has come to. */
    public static Proposal next(Header header, Fact fact, byte[] payload) {
        return new Proposal(header, fact, payload, NEXT, null, null, Set.of());
    }
}
