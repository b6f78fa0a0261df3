package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a request's query. */
public final class QueryParameters {
    private QueryParameters() {}

    /** Refuses a request that has others than {@code known}: one that is passed over would be answered as if it had been heeded. */
    public static void only(Set<String> known, HttpServletRequest request) {
        if (!known.containsAll(request.getParameterMap().keySet())) {
            throw new ProblemFound(Problem.of(
                    ProblemType.UNKNOWN_FIELD,
                    "(query)",
                    "parameters known here are: " + String.join(", ", new TreeSet<>(known))));
        }
    }
}
