package org.consentledger.copies;

import java.util.regex.Pattern;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * Where a copy goes on.
 *
 * @param place behind which; 0 for a copy that holds nothing
 * @param field what it was given in
 */
record Cursor(long place, String field) {
    private static final String HEADER = "Last-Event-ID";
    private static final Pattern PLACE = Pattern.compile("\\d{1,18}");

    /** From the id of the last event that came, which whoever reconnects sends, or else from the parameter. */
    static Cursor of(@Nullable String lastEventId, String after) {
        return lastEventId == null || lastEventId.isEmpty() ? read("after", after) : read(HEADER, lastEventId);
    }

    private static Cursor read(String field, String text) {
        if (!PLACE.matcher(text).matches()) {
            throw new Illegal(field, "must be a place in the ledger, 0 for a copy that holds nothing");
        }
        return new Cursor(Long.parseLong(text), field);
    }
}
