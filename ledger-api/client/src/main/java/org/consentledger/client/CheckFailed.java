package org.consentledger.client;

import org.jspecify.annotations.Nullable;

/** The ledger gave no answer that can be rested on. Its message is a constant sentence and holds nothing of what was asked. */
public final class CheckFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean retryable;

    CheckFailed(String sentence, int status, boolean retryable, @Nullable Throwable cause) {
        super(sentence, cause);
        this.status = status;
        this.retryable = retryable;
    }

    /** The HTTP status; 0 where none came. */
    public int status() {
        return status;
    }

    /** Whether the same may be answered a moment later. */
    public boolean retryable() {
        return retryable;
    }
}
