package org.consentledger.store;

import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.consentledger.law.Recorded;

/** A fact's header as the metadata of Axon's message about it; the fact itself is the payload. */
public final class HeaderMetaData {
    private static final String SOURCE = "source";
    private static final String ID = "id";
    private static final String OCCURRED_AT = "occurredAt";
    private static final String KNOWN_AT = "knownAt";
    private static final String PLACE = "place";
    private static final String PROPOSAL = "proposal";

    private HeaderMetaData() {}

    /** The metadata to publish a proposed fact with; the proposal itself is among it, for the ledger to append. */
    public static MetaData of(Proposal proposal) {
        var id = proposal.header().id();
        return MetaData.from(Map.of(SOURCE, id.source(), ID, id.id().toString(), PROPOSAL, proposal));
    }

    /** The metadata that a stored fact is read with; {@code occurredAt} and {@code knownAt} as the ledger fixed them. */
    static MetaData of(Recorded recorded) {
        return MetaData.from(Map.of(
                SOURCE,
                recorded.id().source(),
                ID,
                recorded.id().id().toString(),
                OCCURRED_AT,
                recorded.occurredAt().toString(),
                KNOWN_AT,
                recorded.knownAt().toString(),
                PLACE,
                recorded.place()));
    }

    /** The proposal that {@link #of(Proposal)} made the metadata of. */
    static Proposal proposal(MetaData metaData) {
        if (metaData.get(PROPOSAL) instanceof Proposal proposal) {
            return proposal;
        }
        throw new IllegalArgumentException("an event without the proposal of its fact was published");
    }
}
