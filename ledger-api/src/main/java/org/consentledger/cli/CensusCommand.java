package org.consentledger.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger census}: everybody counted by how they stood to each purpose. */
@Command(
        name = "census",
        description =
                "How many persons and contact points stood how to each purpose, on a date or every day of a period?")
final class CensusCommand implements Callable<Integer> {
    private static final String PATH = "/v1/census";

    private final Ledger ledger;

    @Option(names = "--on", paramLabel = "DATE", description = "The one day to count on.")
    private @Nullable String on;

    @Option(names = "--since", paramLabel = "DATE", description = "The first day to count on.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "DATE", description = "The day behind the last one.")
    private @Nullable String until;

    @Option(names = "--zone", description = "The zone of the days; without it UTC.")
    private @Nullable String zone;

    @Option(names = "--purpose", description = "Count for this purpose; may be repeated. Without it for all.")
    private List<String> purposes = new ArrayList<>();

    @Mixin
    private Coordinates coordinates = new Coordinates();

    @Option(names = "--policy", paramLabel = "VERSION", description = "Counted under this version.")
    private @Nullable String policy;

    @Option(names = "--policy-file", paramLabel = "FILE", description = "Counted under the draft in this file.")
    private @Nullable Path policyFile;

    @Mixin
    private Format format = new Format();

    CensusCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() {
        try (Service service = ledger.service()) {
            String asked = format.asked(ledger);
            if (asked != null) {
                ledger.download(service, PATH + "?format=" + asked, body());
            } else {
                ledger.show(service.post(PATH, body()), CensusText::of);
            }
        }
        return Exit.DONE.code();
    }

    private ObjectNode body() {
        var body = new Fields()
                .put("on", on)
                .put("since", since)
                .put("until", until)
                .put("zone", zone)
                .put("purposes", purposes)
                .policy("policy", policy, policyFile);
        coordinates.into(body);
        return body.node();
    }
}
