package org.consentledger.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/** The facts of a range in batches, read and decoded by a thread of its own while the batch before is being worked on. */
final class Batches implements AutoCloseable {
    private static final List<Recorded> END = List.of();
    private static final int AHEAD = 2;

    private final BlockingQueue<List<Recorded>> ready = new ArrayBlockingQueue<>(AHEAD);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread thread;

    Batches(LedgerReader reader, long after, long upTo, int facts) {
        thread = Thread.ofPlatform().name("ledger-feed-reader").daemon().start(() -> read(reader, after, upTo, facts));
    }

    /** The next batch; empty behind the last one. */
    List<Recorded> next() {
        try {
            List<Recorded> batch = ready.take();
            if (!batch.isEmpty()) {
                return batch;
            }
            switch (failure.get()) {
                case null -> {
                    return batch;
                }
                case RuntimeException failed -> throw failed;
                case Throwable failed -> throw new IllegalStateException("the ledger could not be read", failed);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the ledger was read");
        }
    }

    private void read(LedgerReader reader, long after, long upTo, int facts) {
        try {
            var batch = new AtomicReference<>(new ArrayList<Recorded>(facts));
            reader.read(after, upTo, row -> {
                List<Recorded> current = batch.get();
                current.add(reader.decode(row));
                if (current.size() == facts) {
                    hand(current);
                    batch.set(new ArrayList<>(facts));
                }
            });
            if (!batch.get().isEmpty()) {
                hand(batch.get());
            }
        } catch (Stopped _) {
            return;
        } catch (RuntimeException | Error e) {
            failure.set(e);
        }
        handLast();
    }

    private void hand(List<Recorded> batch) {
        try {
            ready.put(batch);
        } catch (InterruptedException _) {
            throw new Stopped();
        }
    }

    private void handLast() {
        try {
            ready.put(END);
        } catch (InterruptedException _) {
            // Closed: nobody waits for the end.
        }
    }

    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
