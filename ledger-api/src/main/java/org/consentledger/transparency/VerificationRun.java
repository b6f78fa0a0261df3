package org.consentledger.transparency;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.consentledger.api.Failures;
import org.consentledger.checkpoints.Altered;
import org.consentledger.checkpoints.Verification;
import org.consentledger.checkpoints.Verification.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The verification that this node is at, one at a time; it ends with the service, and goes on when it is asked for again. */
final class VerificationRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationRun.class);

    private final Verification verification;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicReference<State> state = new AtomicReference<>(new State(Outcome.NONE, null));
    private final ExecutorService executor = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-verification").daemon().factory());

    VerificationRun(Verification verification) {
        this.verification = verification;
    }

    /** What became of it. */
    enum Outcome {
        NONE,
        RUNNING,
        VERIFIED,
        ALTERED,
        BROKEN_OFF
    }

    /** @param progress how far it came; null before its first step */
    record State(Outcome outcome, @Nullable Progress progress) {}

    State state() {
        return state.get();
    }

    /** Begins, or goes on, unless it is at it. */
    void begin() {
        if (running.compareAndSet(false, true)) {
            state.set(new State(Outcome.RUNNING, null));
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            reached(Outcome.VERIFIED, verification.run(progress -> reached(Outcome.RUNNING, progress)));
        } catch (Altered _) {
            reached(Outcome.ALTERED, state().progress());
        } catch (RuntimeException e) {
            Failures.log(LOG, "a verification broke off", e);
            reached(Outcome.BROKEN_OFF, state().progress());
        } finally {
            running.set(false);
        }
    }

    private void reached(Outcome outcome, @Nullable Progress progress) {
        state.set(new State(outcome, progress));
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
