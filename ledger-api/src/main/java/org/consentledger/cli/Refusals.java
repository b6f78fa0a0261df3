package org.consentledger.cli;

import tools.jackson.databind.JsonNode;

/** Shows the lines that the service refused, as they are. */
final class Refusals {
    private final Ledger ledger;

    Refusals(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Shows one, whose line is counted from the file's first. */
    void show(long line, JsonNode problem) {
        if (ledger.json()) {
            var shown = new Fields().put("line", line).put("problem", problem);
            ledger.terminal().err().println(shown.node());
        } else {
            ledger.terminal().err().println("line " + line + ": " + Problems.sentence(problem));
        }
    }
}
