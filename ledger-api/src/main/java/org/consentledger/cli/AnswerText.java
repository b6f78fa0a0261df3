package org.consentledger.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a question was answered, as people read it. */
final class AnswerText {
    private AnswerText() {}

    /** Whether every answer permits; where there is none, nothing is permitted. */
    static boolean permitted(JsonNode reply) {
        List<JsonNode> answers = answers(reply);
        return !answers.isEmpty() && answers.stream().allMatch(AnswerText::permits);
    }

    private static boolean permits(JsonNode answer) {
        return answer.has("extent")
                ? answer.path("extent").asString("").equals("throughout")
                : answer.path("verdict").asString("").equals("permitted");
    }

    private static List<JsonNode> answers(JsonNode reply) {
        var answers = new ArrayList<JsonNode>();
        if (reply.has("answers")) {
            reply.path("answers").forEach(answers::add);
        } else {
            answers.add(reply);
        }
        return answers;
    }

    static String of(JsonNode reply) {
        var text = new StringBuilder();
        for (JsonNode answer : answers(reply)) {
            text.append(answer.has("extent") ? day(answer) : verdict(answer, ""));
        }
        return text.toString();
    }

    private static String day(JsonNode answer) {
        var text = new StringBuilder("permitted ")
                .append(extent(answer.path("extent").asString("")))
                .append('\n');
        for (JsonNode stretch : answer.path("stretches")) {
            text.append("  ").append(stretch.path("since").asString());
            text.append(" until ").append(stretch.path("until").asString()).append('\n');
            text.append(verdict(stretch, "    "));
        }
        return text.toString();
    }

    private static String extent(String extent) {
        return extent.equals("never") ? "at no time of the day" : extent;
    }

    private static String verdict(JsonNode answer, String indent) {
        var text = new StringBuilder(indent);
        text.append(answer.path("verdict").asString()).append(": ").append(reason(answer));
        String point = answer.path("question").path("contactPoint").asString("");
        text.append(point.isEmpty() ? "" : " (contact point " + point + ")").append('\n');
        for (JsonNode collection : answer.path("collections")) {
            text.append(indent).append("  collected at place ");
            text.append(collection.path("collectedPlace").asLong()).append(": ");
            text.append(collection.path("verdict").asString()).append(", ");
            text.append(reason(collection)).append('\n');
        }
        return text.toString();
    }

    private static String reason(JsonNode outcome) {
        String rule = outcome.path("rule").asString("");
        return outcome.path("reason").asString() + (rule.isEmpty() ? "" : ", rule " + rule);
    }
}
