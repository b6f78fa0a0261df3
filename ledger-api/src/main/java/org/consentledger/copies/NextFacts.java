package org.consentledger.copies;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Follower;
import org.consentledger.law.Recorded;

/** Wakes the streams when the index has come further. Follows the ledger behind the index. */
public final class NextFacts implements Follower {
    private final StandingIndex index;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition further = lock.newCondition();
    private boolean over;

    /** Those of the facts that {@code index} is brought. */
    public NextFacts(StandingIndex index) {
        this.index = index;
    }

    @Override
    public void follow(List<Recorded> facts) {
        signal(false);
    }

    /** Nobody waits any more. */
    void end() {
        signal(true);
    }

    private void signal(boolean end) {
        lock.lock();
        try {
            over |= end;
            further.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the index is behind {@code place}, or so long; whether one may go on waiting. */
    boolean await(long place, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (!over && left > 0 && index.place() <= place) {
                left = further.awaitNanos(left);
            }
            return !over;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }
}
