package org.consentledger.incidents;

import jakarta.servlet.http.HttpServletRequest;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;

/** Who may have the list of persons whom an incident affected: nobody, unless the installation says otherwise. */
interface ListingPersons {
    /** Refuses everybody. */
    ListingPersons BY_NOBODY = _ -> {
        throw new ProblemFound(Problem.of(ProblemType.FORBIDDEN));
    };

    /** Refuses nobody: where the service can be reached by those alone who may have the list. */
    ListingPersons BY_ANYBODY = _ -> {};

    /**
     * Lets whoever asks have it.
     *
     * @throws ProblemFound {@code forbidden} where they may not
     */
    void require(HttpServletRequest request);
}
