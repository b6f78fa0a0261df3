package org.consentledger.feed;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.consentledger.store.LedgerUnavailable;
import org.jspecify.annotations.Nullable;

/** How far one feed has come, and who waits for it to come further. */
final class Arrivals {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Condition appended = lock.newCondition();
    private long place;
    // Written under the lock. A check reads them without, and takes it only where it has to wait.
    private volatile long appendedSize;
    private volatile Feed.@Nullable Followed followed;
    private @Nullable Throwable stoppedBy;
    private boolean closed;

    /** The place that every view and follower has reached. */
    long place() {
        lock.lock();
        try {
            return place;
        } finally {
            lock.unlock();
        }
    }

    /** What keeps the feed from going on; empty while nothing does. */
    Optional<Throwable> stoppedBy() {
        lock.lock();
        try {
            return Optional.ofNullable(stoppedBy);
        } finally {
            lock.unlock();
        }
    }

    void stoppedBy(@Nullable Throwable failure) {
        lock.lock();
        try {
            stoppedBy = failure;
        } finally {
            lock.unlock();
        }
    }

    void appended(long size) {
        lock.lock();
        try {
            appendedSize = size;
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void movedTo(long reached) {
        lock.lock();
        try {
            place = reached;
            stoppedBy = null;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void followed(Feed.Followed to) {
        lock.lock();
        try {
            followed = to;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether the feed came to {@code wanted} in time. */
    boolean awaitPlace(long wanted, Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (place < wanted && left > 0 && !closed) {
                left = moved.awaitNanos(left);
            }
            return place >= wanted;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the followers hold the first {@code size} facts and whatever was {@link #appended}, as confirmed within
     * {@code patience}.
     *
     * @throws LedgerUnavailable where that does not come about within {@code patience}
     */
    Feed.Followed awaitFollowed(long size, Duration patience) {
        long wanted = Math.max(size, appendedSize);
        Feed.Followed now = confirmed(wanted, patience);
        return now == null ? awaitConfirmed(wanted, patience) : now;
    }

    private Feed.@Nullable Followed confirmed(long wanted, Duration patience) {
        Feed.Followed last = followed;
        boolean enough =
                last != null && last.size() >= wanted && System.nanoTime() - last.askedNanos() <= patience.toNanos();
        return enough ? last : null;
    }

    private Feed.Followed awaitConfirmed(long wanted, Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (true) {
                Feed.Followed last = confirmed(wanted, patience);
                if (last != null) {
                    return last;
                }
                if (left <= 0 || closed) {
                    throw new LedgerUnavailable("this node has not confirmed that it holds the ledger; ask again");
                }
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("this node stops; ask another one", e);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until this node appended something behind the feed's place, or it is time to ask the database again. */
    void awaitAppend(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !closed && appendedSize <= place) {
                left = appended.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits, whatever arrives, unless the feed is closed meanwhile. */
    void rest(Duration atMost) {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (left > 0 && !closed) {
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException _) {
            closed = true;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Nobody waits any longer. */
    void close() {
        lock.lock();
        try {
            closed = true;
            moved.signalAll();
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
