package org.consentledger.api;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Logs what nobody foresaw: where it happened and of which kind it was, without the messages, which may quote values. */
public final class Failures {
    private Failures() {}

    /** Logs {@code failure}, whose messages are left out, under a constant sentence. */
    public static void log(Logger log, String sentence, Throwable failure) {
        log.atError().setCause(new Failure(failure, 0)).log(sentence);
    }

    private static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;
        private static final int MAX_CAUSES = 8;

        Failure(Throwable original, int depth) {
            super(original.getClass().getName(), cause(original.getCause(), depth));
            setStackTrace(original.getStackTrace());
        }

        private static @Nullable Failure cause(@Nullable Throwable cause, int depth) {
            return cause == null || depth == MAX_CAUSES ? null : new Failure(cause, depth + 1);
        }
    }
}
