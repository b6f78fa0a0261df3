package org.consentledger.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reports of incidents as people read them. */
final class IncidentText {
    /** The lines that are shown where nobody asks for others. */
    static final List<String> USUAL = List.of("programmes", "surfaces");

    private IncidentText() {}

    static String report(JsonNode answer, List<String> by) {
        JsonNode report = answer.path("report");
        Columns classes = heading("class");
        for (JsonNode line : report.path("classes")) {
            counted(classes, line.path("useClass").asString(), line.path("counts"));
        }
        counted(classes, "breaches", report.path("breaches"));
        counted(classes, "all", report.path("all"));
        var text = new StringBuilder(at(report)).append(classes);
        text.append("first breach  ").append(moment(report.path("firstBreach")));
        text.append("last breach   ").append(moment(report.path("lastBreach")));
        text.append("clean since   ")
                .append(report.path("cleanSince").asString("-"))
                .append('\n');
        text.append("last use      ").append(moment(report.path("lastUse")));
        by.forEach(lines -> text.append('\n').append(lines(lines, report.path(lines))));
        return text.toString();
    }

    private static String at(JsonNode report) {
        return "The ledger's first " + report.path("ledgerSize").asLong() + " facts, root "
                + report.path("head").path("root").asString() + "\n\n";
    }

    private static String moment(JsonNode moment) {
        return moment.isObject()
                ? moment.path("occurredAt").asString() + " (place "
                        + moment.path("place").asLong() + ")\n"
                : "-\n";
    }

    private static Columns lines(String name, JsonNode lines) {
        if (!lines.isArray()) {
            throw new Failed(Exit.BAD_INPUT, "A report has no such lines; see --help.");
        }
        Columns columns = heading(name);
        for (JsonNode line : lines) {
            counted(columns, label(line), line.path("counts"));
        }
        return columns;
    }

    /** All that tells a line from the others, the class last. */
    private static String label(JsonNode line) {
        var label = new StringBuilder();
        line.properties().stream()
                .filter(one -> !one.getKey().equals("useClass") && !one.getKey().equals("counts"))
                .forEach(one -> label.append(one.getValue().asString("-")).append("  "));
        return label.append(line.path("useClass").asString()).toString();
    }

    static String whatIf(JsonNode answer) {
        JsonNode found = answer.path("whatIf");
        Columns columns = heading("under the other policy");
        for (String line : List.of("spared", "remaining", "stopped", "all")) {
            counted(columns, line, found.path(line));
        }
        return at(found) + columns + "persons of whose breaches none is left: "
                + found.path("sparedPersons").asLong() + ", without an account "
                + found.path("sparedWithoutAccount").asLong() + "\n";
    }

    static String changes(JsonNode answer) {
        JsonNode changes = answer.path("changes");
        Columns columns = heading("from, to");
        for (JsonNode move : changes.path("moves")) {
            counted(
                    columns,
                    move.path("before").asString("-") + "  "
                            + move.path("after").asString("-"),
                    move.path("counts"));
        }
        return "From the ledger's first " + changes.path("before").asLong() + " facts to its first "
                + changes.path("after").asLong() + "\n\n" + columns;
    }

    static String saved(JsonNode incident) {
        var columns = new Columns().row("report", "made at", "ledger size", "root");
        for (JsonNode report : incident.path("reports")) {
            columns.row(
                    report.path("number").asInt(),
                    report.path("reportedAt").asString(),
                    report.path("ledgerSize").asLong(),
                    report.path("root").asString());
        }
        return incident.path("name").asString() + ", saved at "
                + incident.path("savedAt").asString() + "\n"
                + incident.path("question") + "\n\n" + columns;
    }

    static String list(JsonNode page) {
        var columns = new Columns();
        for (JsonNode incident : page.path("incidents")) {
            columns.row(
                    incident.path("name").asString(), incident.path("savedAt").asString());
        }
        String next = page.path("next").asString("");
        return columns + (next.isEmpty() ? "" : "There are more: --after " + next + "\n");
    }

    private static Columns heading(String first) {
        return new Columns().row(first, "uses", "persons", "without account", "contact points");
    }

    private static void counted(Columns columns, String label, JsonNode counts) {
        columns.row(
                label,
                counts.path("uses").asLong(),
                counts.path("persons").asLong(),
                counts.path("withoutAccount").asLong(),
                counts.path("contactPoints").asLong());
    }
}
