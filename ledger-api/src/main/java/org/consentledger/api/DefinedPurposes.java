package org.consentledger.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.consentledger.feed.Feed;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Purposes;
import org.springframework.stereotype.Component;

/** Which purposes can be asked about, for those who answer from memory: the view that knows may be a little behind it. */
@Component
public final class DefinedPurposes {
    private final Feed feed;
    private final Purposes purposes;
    private final Duration patience;

    /** A ledger size at which a purpose was defined: it is at every larger one. */
    private final Map<Purpose, Long> defined = new ConcurrentHashMap<>();

    DefinedPurposes(Feed feed, Purposes purposes, AnsweringProperties answering) {
        this.feed = feed;
        this.purposes = purposes;
        this.patience = answering.patience();
    }

    /** Whether the purpose, or one below it, was defined when the ledger held {@code ledgerSize} facts. */
    public boolean contain(Purpose purpose, long ledgerSize) {
        if (ledgerSize >= defined.getOrDefault(purpose, Long.MAX_VALUE)) {
            return true;
        }
        if (!purposes.defined(purpose, ledgerSize)) {
            // Only a view that has come so far can say no.
            feed.awaitSize(ledgerSize, patience);
            if (!purposes.defined(purpose, ledgerSize)) {
                return false;
            }
        }
        defined.merge(purpose, ledgerSize, Math::min);
        return true;
    }
}
