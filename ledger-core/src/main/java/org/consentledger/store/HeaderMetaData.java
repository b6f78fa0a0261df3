package org.consentledger.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.consentledger.law.FactId;
import org.consentledger.law.Header;
import org.consentledger.law.Ids;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/** A fact's header as the metadata of Axon's message about it; the fact itself is the payload. */
public final class HeaderMetaData {
    private static final String SOURCE = "source";
    private static final String ID = "id";
    private static final String OCCURRED_AT = "occurredAt";
    private static final String KNOWN_AT = "knownAt";
    private static final String CONTENT = "content";
    private static final String PLACE = "place";
    /** There where the fact goes wherever its stream has come to, whatever position Axon gave it. */
    private static final String ANYWHERE = "anywhere";
    /** How far an erasure was prepared, for {@link Proposal#judged}. */
    static final String JUDGED = "judged";

    private HeaderMetaData() {}

    /** The metadata to publish a proposed fact with. */
    public static MetaData of(Proposal proposal) {
        Header header = proposal.header();
        Map<String, Object> entries = new HashMap<>();
        if (proposal.judged() != null) {
            entries.put(JUDGED, proposal.judged());
        }
        if (proposal.expectedSequence() == Proposal.NEXT) {
            entries.put(ANYWHERE, true);
        }
        entries.put(SOURCE, header.id().source());
        entries.put(ID, header.id().id().toString());
        entries.put(CONTENT, header.content());
        putInstant(entries, OCCURRED_AT, header.occurredAt());
        putInstant(entries, KNOWN_AT, header.knownAt());
        return MetaData.from(entries);
    }

    /** The metadata that a stored fact is read with; {@code occurredAt} and {@code knownAt} as the ledger fixed them. */
    static MetaData of(Recorded recorded) {
        Map<String, Object> entries = new HashMap<>();
        entries.put(SOURCE, recorded.id().source());
        entries.put(ID, recorded.id().id().toString());
        putInstant(entries, OCCURRED_AT, recorded.occurredAt());
        putInstant(entries, KNOWN_AT, recorded.knownAt());
        entries.put(PLACE, recorded.place());
        return MetaData.from(entries);
    }

    /** The header that {@link #of(Proposal)} made the metadata of. */
    static Header header(MetaData metaData) {
        return new Header(
                new FactId(text(metaData, SOURCE), Ids.uuid(ID, text(metaData, ID))),
                instant(metaData, OCCURRED_AT),
                instant(metaData, KNOWN_AT),
                text(metaData, CONTENT));
    }

    /** Whether the proposal that {@link #of(Proposal)} made the metadata of goes wherever its stream has come to. */
    static boolean anywhere(MetaData metaData) {
        return metaData.containsKey(ANYWHERE);
    }

    private static String text(MetaData metaData, String key) {
        if (metaData.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("an event without the header of a fact was published: " + key);
    }

    private static void putInstant(Map<String, Object> entries, String key, @Nullable Instant instant) {
        if (instant != null) {
            entries.put(key, instant.toString());
        }
    }

    private static @Nullable Instant instant(MetaData metaData, String key) {
        return metaData.get(key) instanceof String text ? Instant.parse(text) : null;
    }
}
