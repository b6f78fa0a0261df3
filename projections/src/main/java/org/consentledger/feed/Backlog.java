package org.consentledger.feed;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** What followers were told and views do not hold: a little of it kept, the rest read from the ledger again. For one thread. */
final class Backlog implements AutoCloseable {
    private static final int MOST_KEPT = 2;

    private final LedgerReader reader;
    private final int batchFacts;
    /** One behind the other. */
    private final Deque<List<Recorded>> kept = new ArrayDeque<>();

    private @Nullable Batches missed;

    Backlog(LedgerReader reader, int batchFacts) {
        this.reader = reader;
        this.batchFacts = batchFacts;
    }

    /** Takes what followers were just told; it is kept if there is room. */
    void add(List<Recorded> batch) {
        boolean follows = kept.isEmpty() || kept.getLast().getLast().place() + 1 == first(batch);
        if (follows && kept.size() < MOST_KEPT) {
            kept.add(batch);
        }
    }

    /** The next facts behind {@code place}, none where {@code told} is as far; {@code told} is the last that followers were told. */
    List<Recorded> next(long place, long told) {
        while (place < told) {
            if (!kept.isEmpty() && first(kept.getFirst()) == place + 1) {
                closeMissed();
                return kept.remove();
            }
            if (missed == null) {
                long upTo = kept.isEmpty() ? told : first(kept.getFirst()) - 1;
                missed = new Batches(reader, place, upTo, batchFacts);
            }
            List<Recorded> batch = missed.next();
            if (!batch.isEmpty()) {
                return batch;
            }
            closeMissed();
        }
        return List.of();
    }

    private static long first(List<Recorded> batch) {
        return batch.getFirst().place();
    }

    private void closeMissed() {
        if (missed != null) {
            missed.close();
            missed = null;
        }
    }

    /** Keeps nothing, so that what comes next is read anew. */
    void clear() {
        kept.clear();
        closeMissed();
    }

    @Override
    public void close() {
        clear();
    }
}
