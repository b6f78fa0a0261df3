package org.consentledger.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** That a command ends without its answer. */
final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final Exit exit;
    private final transient @Nullable JsonNode problem;

    Failed(Exit exit, String sentence) {
        this(exit, sentence, null);
    }

    private Failed(Exit exit, String sentence, @Nullable JsonNode problem) {
        super(sentence, null, false, false);
        this.exit = exit;
        this.problem = problem;
    }

    /** The service's own problem details. */
    static Failed of(JsonNode problem) {
        return new Failed(exit(problem), Problems.sentence(problem), problem);
    }

    private static Exit exit(JsonNode problem) {
        int status = problem.path("status").asInt(500);
        if (status == 503 || status == 408) {
            return Exit.UNAVAILABLE;
        }
        return status >= 500 ? Exit.SERVICE_FAILED : Exit.BAD_INPUT;
    }

    Exit exit() {
        return exit;
    }

    /** What the sentence says, as the service put it. */
    @Nullable
    JsonNode problem() {
        return problem;
    }
}
