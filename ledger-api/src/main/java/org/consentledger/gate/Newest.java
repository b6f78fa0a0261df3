package org.consentledger.gate;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
final class Newest implements Passage.Judging {
    private final Purpose purpose;
    private final StandingIndex index;
    private final Feed feed;
    private final LedgerReader reader;
    private final Clock clock;
    private final Duration patience;

    Newest(Purpose purpose, StandingIndex index, Feed feed, LedgerReader reader, Clock clock, Duration patience) {
        this.purpose = purpose;
        this.index = index;
        this.feed = feed;
        this.reader = reader;
        this.clock = clock;
        this.patience = patience;
    }

    /** For one thread. */
    Inquiry inquiry() {
        return index.inquiry(purpose, PolicyChoice.IN_FORCE);
    }

    /** Now, and never before what the ledger holds: its moments may be a little ahead of this node's clock. */
    long atMicros() {
        Instant now = clock.instant();
        Instant recorded = reader.head().recordedAt();
        return Moments.toMicros(now.isBefore(recorded) ? recorded : now);
    }

    @Override
    public Passage.Found anew(List<ContactPointId> contactPoints) {
        feed.awaitSize(reader.head().size(), patience);
        Inquiry inquiry = inquiry();
        long at = atMicros();
        Stream<Inquiry.Found> found = contactPoints.stream()
                .map(one -> inquiry.find(one, at, Long.MAX_VALUE, Coordinates.ALL))
                .filter(Objects::nonNull);
        return new Passage.Found(found.toList(), inquiry.place(), at);
    }
}
