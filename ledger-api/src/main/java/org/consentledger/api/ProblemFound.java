package org.consentledger.api;

import org.consentledger.law.Illegal;

/** Ends the work on a request, or on one line of it, with a problem. */
public final class ProblemFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Ends it with {@code problem}. */
    public ProblemFound(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    /** An answer was asked that knows of a place behind the ledger's end. */
    public static ProblemFound placeNotReached() {
        return placeNotReached("atLeast");
    }

    /** As {@link #placeNotReached()}, with the field that the place was given in. */
    static ProblemFound placeNotReached(String field) {
        return new ProblemFound(
                Problem.of(ProblemType.PLACE_NOT_REACHED, field, "must be a place that the ledger has reached"));
    }

    /** A purpose was asked about that is not defined at the size asked about. */
    public static ProblemFound purposeUnknown() {
        return purposeUnknown("purpose");
    }

    /** As {@link #purposeUnknown()}, with the field that names it. */
    public static ProblemFound purposeUnknown(String field) {
        return new ProblemFound(
                Problem.of(ProblemType.PURPOSE_UNKNOWN, field, "must be defined at the ledger size, or one below it"));
    }

    /** What the law says of coordinates that cannot be asked about: a policy never adopted has a problem of its own. */
    public static RuntimeException ofCoordinates(Illegal e) {
        return e.field().equals("policy")
                ? new ProblemFound(Problem.of(ProblemType.POLICY_UNKNOWN, e.field(), e.rule()))
                : e;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
