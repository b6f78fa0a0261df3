package org.consentledger.forensics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.consentledger.law.UseClass;
import org.jspecify.annotations.Nullable;

/**
 * What became different in an incident between two coordinates.
 *
 * @param before the ledger size looked at first
 * @param after the one looked at then
 * @param moves what is of another class, or was not among the uses at one of them; nothing that stayed as it was
 */
public record IncidentChanges(
        long before, IncidentReport.Head headBefore, long after, IncidentReport.Head headAfter, List<Move> moves) {
    /** What no longer changes with the list it was made of. */
    public IncidentChanges {
        moves = List.copyOf(moves);
    }

    /** Uses of one class before and of another one after; null where the incident is not about them. */
    public record Move(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            UseClass before,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            UseClass after,

            Counts counts) {}
}
