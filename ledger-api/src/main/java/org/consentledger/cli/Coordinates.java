package org.consentledger.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** As known when, and as the ledger stood at which size. */
final class Coordinates {
    @Option(
            names = "--known",
            paramLabel = "INSTANT",
            description = "As far as was known by then; without it no limit.")
    private @Nullable String known;

    @Option(names = "--ledger-size", paramLabel = "N", description = "As the ledger stood with its first N facts.")
    private @Nullable Long ledgerSize;

    @Option(names = "--at-least", paramLabel = "PLACE", description = "The answer must know of this place.")
    private @Nullable Long atLeast;

    void into(Fields body) {
        body.put("known", known).put("ledgerSize", ledgerSize).put("atLeast", atLeast);
    }
}
