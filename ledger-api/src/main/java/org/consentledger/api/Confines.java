package org.consentledger.api;

import java.util.Set;
import org.consentledger.access.Caller;
import org.jspecify.annotations.Nullable;

/** Holds callers who are confined to programmes or jurisdictions to them. */
public final class Confines {
    private Confines() {}

    /**
     * Sees to it that the caller reaches what a request is about.
     *
     * @param programme null where none is named
     * @param jurisdiction null where none is named
     */
    public static void reach(Caller caller, @Nullable String programme, @Nullable String jurisdiction) {
        require(caller.reachesProgramme(programme), "programme");
        require(caller.reachesJurisdiction(jurisdiction), "jurisdiction");
    }

    /** As {@link #reach}, for a question about several; null where it is about all there are. */
    public static void reachAll(Caller caller, @Nullable Set<String> programmes, @Nullable Set<String> jurisdictions) {
        require(all(caller.programmes(), programmes), "programmes");
        require(all(caller.jurisdictions(), jurisdictions), "jurisdictions");
    }

    private static boolean all(Set<String> confines, @Nullable Set<String> asked) {
        return confines.isEmpty() || (asked != null && !asked.isEmpty() && confines.containsAll(asked));
    }

    private static void require(boolean reached, String field) {
        if (!reached) {
            throw new ProblemFound(
                    Problem.of(ProblemType.FORBIDDEN, field, "must be within what the caller is confined to"));
        }
    }
}
