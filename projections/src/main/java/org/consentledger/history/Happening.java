package org.consentledger.history;

import java.util.List;
import org.consentledger.law.JudgedUse;
import org.consentledger.law.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One fact of a history.
 *
 * @param retractedBy places of the retractions that name it, in order; mostly empty
 * @param judged for a use, what became of it as known today; null for everything else
 * @param noticeText for a collection or a served notice, the hash of the text that was shown; null where that was not published
 */
public record Happening(
        Recorded recorded,
        List<Long> retractedBy,
        @Nullable JudgedUse judged,
        @Nullable String noticeText) {
    /** A fact that no longer changes with the list of its retractions. */
    public Happening {
        retractedBy = List.copyOf(retractedBy);
    }
}
