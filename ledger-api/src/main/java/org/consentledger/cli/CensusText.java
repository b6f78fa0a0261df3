package org.consentledger.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** A census as people read it. */
final class CensusText {
    private static final List<String> POPULATIONS = List.of("persons", "unknownPersons", "contactPoints");

    private CensusText() {}

    static String of(JsonNode answer) {
        var text = new StringBuilder("The ledger's first ")
                .append(answer.path("question").path("ledgerSize").asLong())
                .append(" facts, root ")
                .append(answer.path("root").asString())
                .append('\n');
        for (JsonNode day : answer.path("days")) {
            text.append('\n').append(day.path("on").asString());
            text.append(", policy ").append(day.path("policy").asString("")).append('\n');
            text.append(day(day));
        }
        return text.toString();
    }

    private static Columns day(JsonNode day) {
        var columns = new Columns().row("purpose, of whom", "total", "permitted", "never asked", "refused");
        for (JsonNode purpose : day.path("purposes")) {
            for (String population : POPULATIONS) {
                JsonNode stood = purpose.path(population);
                long total = stood.path("total").asLong();
                long permitted = stood.path("permitted").asLong();
                long neverAsked = stood.path("neverAsked").asLong();
                columns.row(
                        purpose.path("purpose").asString() + "  " + population,
                        total,
                        permitted,
                        neverAsked,
                        total - permitted - neverAsked);
            }
        }
        return columns;
    }
}
