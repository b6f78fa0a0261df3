package org.consentledger.api;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** As many at a time as there are places; one more is told to come again. */
public final class AtOnce {
    private final Semaphore places;

    /** With {@code most} places. */
    public AtOnce(int most) {
        places = new Semaphore(most);
    }

    /** Somebody's place, until it is closed; closing it once more changes nothing. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place.
     *
     * @throws ProblemFound where all are taken
     */
    public Place take() {
        if (!places.tryAcquire()) {
            throw new ProblemFound(Problem.of(ProblemType.BUSY));
        }
        var held = new AtomicBoolean(true);
        return () -> {
            if (held.getAndSet(false)) {
                places.release();
            }
        };
    }
}
