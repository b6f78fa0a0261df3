package org.consentledger.cli;

import tools.jackson.databind.JsonNode;

/** The service's problem details in plain words. */
final class Problems {
    private Problems() {}

    /** One sentence, with the field and its rule where they are named. */
    static String sentence(JsonNode problem) {
        var sentence = new StringBuilder(problem.path("title").asString("The service refused"));
        String field = problem.path("field").asString("");
        String rule = problem.path("rule").asString("");
        if (!field.isEmpty()) {
            sentence.append(": '").append(field).append('\'');
        }
        if (!rule.isEmpty()) {
            sentence.append(field.isEmpty() ? ": " : " ").append(rule);
        }
        if (problem.has("limit")) {
            sentence.append(" (at most ").append(problem.path("limit").asLong()).append(" bytes)");
        }
        if (problem.has("line")) {
            sentence.append(" (line ").append(problem.path("line").asLong());
            sentence.append(", column ").append(problem.path("column").asLong()).append(')');
        }
        if (problem.path("retry").asBoolean(false)) {
            sentence.append("; the same may be tried again");
        }
        return sentence.append('.').toString();
    }
}
