package org.consentledger.write;

import org.consentledger.store.Judged;

/**
 * A use of a contact point by its id, and the verdict that it may happen.
 *
 * @param submission without a moment of its own: it happens when it is recorded
 */
public record JudgedSubmission(Submission submission, Judged.Use judged) {
    public JudgedSubmission {
        if (submission.occurredAt() != null
                || submission.knownAt() != null
                || !(submission.command() instanceof LedgerCommand.RecordUse use)
                || !(use.contactPoint() instanceof LedgerCommand.Target.OfContactPoint)) {
            throw new IllegalArgumentException(
                    "only a use of a contact point by its id, at the moment of its recording, is judged before");
        }
    }
}
