package org.consentledger.api;

/** Ends the work on a request, or on one line of it, with a problem. */
public final class ProblemFound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** Ends it with {@code problem}. */
    public ProblemFound(Problem problem) {
        super(problem.title(), null, false, false);
        this.problem = problem;
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }
}
