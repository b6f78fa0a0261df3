package org.consentledger.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The batches that wait for one appender, in the order they came: any number of senders, one taker. */
final class Inbox {
    /* The taker says how many batches it waits for, and only whoever brings the last of them wakes it. Each side writes what the
     * other reads (the count, the wish) before it reads what the other writes, so that no wake-up is missed. */

    private static final int NOBODY_WAITS = Integer.MAX_VALUE;

    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Semaphore room;
    private volatile int wanted = NOBODY_WAITS;
    private volatile @Nullable Thread taker;

    /** @param facts most facts that are in here or taken and not answered; further senders wait */
    Inbox(int facts) {
        room = new Semaphore(facts);
    }

    /** Puts a batch in, once there is room. */
    void put(Batch batch) {
        room.acquireUninterruptibly(batch.candidates().size());
        batches.add(batch);
        if (count.incrementAndGet() >= wanted) {
            LockSupport.unpark(taker);
        }
    }

    /** Whether so many batches are in here, at the latest after {@code longest}. */
    boolean await(int number, Duration longest) {
        taker = Thread.currentThread();
        wanted = number;
        long until = System.nanoTime() + longest.toNanos();
        for (long left = longest.toNanos();
                count.get() < number && left > 0 && !Thread.currentThread().isInterrupted();
                left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        wanted = NOBODY_WAITS;
        return count.get() >= number;
    }

    /** Takes the first batch, if there is one, and those behind it that go with it into {@code facts} facts. */
    List<Batch> take(int facts) {
        var group = new ArrayList<Batch>();
        int left = facts;
        for (Batch next = take(); next != null; next = fits(left) ? take() : null) {
            group.add(next);
            left -= next.candidates().size();
        }
        return group;
    }

    private boolean fits(int facts) {
        Batch next = batches.peek();
        return next != null && next.candidates().size() <= facts;
    }

    /** Takes the first batch; null where there is none. */
    @Nullable
    Batch take() {
        Batch first = batches.poll();
        if (first != null) {
            count.decrementAndGet();
        }
        return first;
    }

    /** Makes room for others in place of a batch that was taken and is about to be answered. */
    void leave(Batch batch) {
        room.release(batch.candidates().size());
    }
}
