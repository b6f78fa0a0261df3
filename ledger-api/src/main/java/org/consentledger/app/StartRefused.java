package org.consentledger.app;

import org.consentledger.access.StartUnsafe;
import org.consentledger.identity.InstallationUnusable;
import org.consentledger.store.DatabaseUnusable;
import org.consentledger.store.UnreadableFact;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one sentence why the service does not start, where that is for an operator to mend. */
final class StartRefused implements FailureAnalyzer {
    @Override
    public @Nullable FailureAnalysis analyze(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DatabaseUnusable
                    || cause instanceof InstallationUnusable
                    || cause instanceof StartUnsafe
                    || cause instanceof UnreadableFact) {
                return new FailureAnalysis(cause.getMessage(), null, cause);
            }
        }
        return null;
    }
}
