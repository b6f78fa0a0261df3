package org.consentledger.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ledger ask}: was a use permitted? */
@Command(
        name = "ask",
        description = {
            "Was a use for a purpose permitted?",
            "The value is read from standard input or a file, or asked for; it is never an argument.",
            "Ends with 0 only where every answer is: permitted, of a day throughout."
        })
final class AskCommand implements Callable<Integer> {
    private final Ledger ledger;

    @Option(names = "--purpose", required = true)
    private String purpose = "";

    @Option(names = "--contact-point", paramLabel = "ID", description = "The contact point asked about.")
    private @Nullable String contactPoint;

    @Mixin
    private AskedValue value = new AskedValue();

    @Option(names = "--at", paramLabel = "INSTANT", description = "At this instant; without it now.")
    private @Nullable String at;

    @Option(names = "--on", paramLabel = "DATE", description = "Throughout this day.")
    private @Nullable String on;

    @Option(names = "--zone", description = "The zone of the day; without it UTC.")
    private @Nullable String zone;

    @Mixin
    private Coordinates coordinates = new Coordinates();

    @Option(names = "--policy", paramLabel = "VERSION", description = "Under this version.")
    private @Nullable String policy;

    @Option(names = "--policy-file", paramLabel = "FILE", description = "Under the draft in this file.")
    private @Nullable Path policyFile;

    AskCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() {
        ObjectNode body = body();
        try (Service service = ledger.service()) {
            Reply reply = service.post("/v1/questions", body);
            ledger.show(reply, AnswerText::of);
            return (AnswerText.permitted(reply.tree()) ? Exit.DONE : Exit.NO).code();
        }
    }

    private ObjectNode body() {
        var body = new Fields()
                .put("contactPoint", contactPoint)
                .put("purpose", purpose)
                .put("at", at)
                .put("on", on)
                .put("zone", zone)
                .policy("policy", policy, policyFile);
        if (contactPoint == null) {
            JsonNode asked = value.read(ledger.terminal());
            body.put("value", asked);
        }
        coordinates.into(body);
        return body.node();
    }
}
