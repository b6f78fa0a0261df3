package org.consentledger.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a history, in order of place.
 *
 * @param next ask again behind this place; null where there is no more
 * @param place the place that the history is complete up to
 */
public record HistoryPage(
        List<Happening> happenings, @Nullable Long next, long place) {
    /** A page that no longer changes with the list it was made of. */
    public HistoryPage {
        happenings = List.copyOf(happenings);
    }
}
