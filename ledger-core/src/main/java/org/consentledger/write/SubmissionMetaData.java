package org.consentledger.write;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.MetaData;
import org.consentledger.law.FactId;
import org.jspecify.annotations.Nullable;

/** A submission's identity and times as the metadata of its command message. */
final class SubmissionMetaData {
    private static final String FACT = "fact";
    private static final String OCCURRED_AT = "occurredAt";
    private static final String KNOWN_AT = "knownAt";

    private SubmissionMetaData() {}

    static MetaData of(Submission submission) {
        Map<String, Object> entries = new HashMap<>();
        entries.put(FACT, submission.id());
        entries.put(OCCURRED_AT, submission.occurredAt());
        entries.put(KNOWN_AT, submission.knownAt());
        return MetaData.from(entries);
    }

    static Submission read(MetaData metaData, LedgerCommand command) {
        if (metaData.get(FACT) instanceof FactId id) {
            return new Submission(id, instant(metaData, OCCURRED_AT), instant(metaData, KNOWN_AT), command);
        }
        throw new IllegalArgumentException("a command without the identity of its fact was sent");
    }

    private static @Nullable Instant instant(MetaData metaData, String key) {
        return metaData.get(key) instanceof Instant instant ? instant : null;
    }
}
