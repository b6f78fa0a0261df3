package org.consentledger.forensics;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Follower;
import org.consentledger.law.Recorded;
import org.consentledger.store.LedgerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the log of uses to the ledger's head and keeps it there, on a thread of its own: whoever brings facts does not wait for it. */
public final class UseFollower implements Follower, AutoCloseable {
    /* It begins with the ledger's first fact. What it is told of is kept for it, a little; what it could not take in time it reads
     * from the ledger. The index is never behind: it was told of the same facts before. */

    private static final Logger LOG = LoggerFactory.getLogger(UseFollower.class);
    private static final int BATCH_FACTS = 5_000;
    private static final int MOST_WAITING = 4;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final UseLog log;
    private final LedgerReader reader;
    private final StandingIndex index;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<List<Recorded>> waiting = new ArrayDeque<>();
    private final Thread thread =
            Thread.ofPlatform().name("ledger-forensics").daemon().unstarted(this::run);
    private long wanted;
    private boolean closed;

    /** Brings {@code log} what {@code reader} reads, never further than {@code index} has come. */
    public UseFollower(UseLog log, LedgerReader reader, StandingIndex index) {
        this.log = log;
        this.reader = reader;
        this.index = index;
    }

    /** Begins to read the ledger, up to where the index is, and then whatever it is told of. */
    public void start() {
        wanted = index.place();
        thread.start();
    }

    @Override
    public void follow(List<Recorded> facts) {
        if (facts.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (waiting.size() == MOST_WAITING) {
                waiting.removeFirst();
            }
            waiting.addLast(facts);
            wanted = Math.max(wanted, facts.getLast().place());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The place up to which every use is judged. */
    public long place() {
        return log.place();
    }

    /** Waits until every use up to {@code place} is judged; whether it came to that in time. */
    public boolean awaitPlace(long place, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (log.place() < place && left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
            return log.place() >= place;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        while (awaitFacts()) {
            try {
                takeWanted();
                log.judge();
                signal();
            } catch (RuntimeException e) {
                if (isClosed()) {
                    return;
                }
                LOG.atError().setCause(e).addKeyValue("place", log.taken()).log("uses are not judged; trying again");
                rest();
            }
        }
    }

    /** Whether there is something to take, and this is not closed. */
    private boolean awaitFacts() {
        lock.lock();
        try {
            while (!closed && wanted <= log.taken()) {
                changed.await();
            }
            return !closed;
        } catch (InterruptedException _) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void takeWanted() {
        long upTo;
        List<List<Recorded>> told = new ArrayList<>();
        lock.lock();
        try {
            upTo = wanted;
            told.addAll(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        for (List<Recorded> batch : told) {
            readUpTo(batch.getFirst().place() - 1);
            log.take(batch);
        }
        readUpTo(upTo);
    }

    /** Takes what nobody told of, or not in time. */
    private void readUpTo(long place) {
        if (place <= log.taken()) {
            return;
        }
        var batch = new ArrayList<Recorded>(BATCH_FACTS);
        reader.read(log.taken(), place, row -> {
            batch.add(reader.decode(row));
            if (batch.size() == BATCH_FACTS) {
                log.take(batch);
                batch.clear();
            }
        });
        log.take(batch);
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        lock.lock();
        try {
            long left = AFTER_FAILURE.toNanos();
            while (left > 0 && !closed) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        thread.interrupt(); // it may wait for a connection to a database that is gone
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
