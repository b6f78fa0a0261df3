package org.consentledger.gate;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.consentledger.check.Found;
import org.consentledger.check.Inquiry;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Feed;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.store.LedgerReader;

/** What the verdicts of one run are taken from: the newest that this node has reached, now. */
final class Newest {
    private final Purpose purpose;
    private final StandingIndex index;
    private final Feed feed;
    private final LedgerReader reader;
    private final Duration patience;

    Newest(Purpose purpose, StandingIndex index, Feed feed, LedgerReader reader, Duration patience) {
        this.purpose = purpose;
        this.index = index;
        this.feed = feed;
        this.reader = reader;
        this.patience = patience;
    }

    /** For one thread. */
    Inquiry inquiry() {
        return index.inquiry(purpose, PolicyChoice.IN_FORCE);
    }

    /** The instant to judge at: by the clock that uses are recorded by, which no verdict may be ahead of. */
    long atMicros() {
        return Moments.toMicros(reader.now());
    }

    /** Contact points judged anew, as of what the ledger holds by now. */
    Passage.Findings anew(List<ContactPointId> contactPoints) {
        feed.awaitFollowed(reader.head().size(), patience);
        Inquiry inquiry = inquiry();
        long at = atMicros();
        Stream<Found> found = contactPoints.stream()
                .map(one -> inquiry.find(one, at, Long.MAX_VALUE, Coordinates.ALL))
                .filter(Objects::nonNull);
        return new Passage.Findings(found.toList(), inquiry.place(), at);
    }
}
