package org.consentledger.api;

import java.time.Duration;
import org.consentledger.feed.Feed;
import org.consentledger.law.Illegal;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** This node's memory, once the database has confirmed a moment ago that it holds the ledger. */
@Component
public final class ConfirmedMemory {
    private final Feed feed;
    private final LedgerReader reader;
    private final Duration patience;

    ConfirmedMemory(Feed feed, LedgerReader reader, AnsweringProperties properties) {
        this.feed = feed;
        this.reader = reader;
        this.patience = properties.patience();
    }

    /**
     * With whatever this node has answered as recorded.
     *
     * @throws LedgerUnavailable where it is not confirmed in time
     */
    public Feed.Followed now() {
        return feed.awaitFollowed(0, patience);
    }

    /**
     * The size to answer at, once this node's memory and views hold so many facts.
     *
     * @param asked the size that was asked for; null for all
     * @param atLeast a place that the answer must know of; null for none
     * @throws ProblemFound where the ledger has not reached one of them
     */
    public long size(@Nullable Long asked, @Nullable Long atLeast) {
        Feed.Followed followed = atLeast == null ? now() : atLeast("atLeast", atLeast);
        long size = asked == null ? followed.size() : asked;
        if (size > followed.size()) {
            throw new Illegal("ledgerSize", "must be a size that the ledger has reached");
        }
        feed.awaitSize(size, patience);
        return size;
    }

    /**
     * As {@link #now}, with the fact at {@code place}, which was given in {@code field}.
     *
     * @throws ProblemFound where the ledger has not reached the place
     */
    public Feed.Followed atLeast(String field, long place) {
        Feed.Followed followed = now();
        if (place <= followed.size()) {
            return followed;
        }
        if (place > reader.head().size()) {
            throw ProblemFound.placeNotReached(field);
        }
        return feed.awaitFollowed(place, patience);
    }
}
