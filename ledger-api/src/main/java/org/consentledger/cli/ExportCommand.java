package org.consentledger.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ledger export}: has the service export what its folder does not hold yet. */
@Command(
        name = "export",
        description = {
            "Has the service write the facts that its export folder does not hold yet, as Parquet.",
            "Cut off, the same command goes on; whatever the manifest names is whole."
        })
final class ExportCommand implements Callable<Integer> {
    private final Ledger ledger;

    @Option(names = "--at-least", paramLabel = "PLACE", description = "The export must hold this place.")
    private @Nullable Long atLeast;

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show how far it is on standard error; without it where somebody sits there.")
    private @Nullable Boolean progress;

    ExportCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() {
        var body = new Fields().put("atLeast", atLeast);
        boolean shown = progress == null ? ledger.terminal().attended() : progress;
        try (Service service = ledger.service()) {
            JsonNode end = service.lines("/v1/exports", body.node(), in -> end(in, shown));
            ledger.show(
                    new Reply(Service.JSON.writeValueAsBytes(end)),
                    _ -> "The folder holds the ledger's first "
                            + end.path("size").asLong() + " facts, root "
                            + end.path("root").asString() + ", in "
                            + end.path("files").asInt() + " files.\n");
        }
        return Exit.DONE.code();
    }

    private JsonNode end(InputStream in, boolean shown) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        ProgressBar bar = new ProgressBar(ledger.terminal().err(), shown, "facts");
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode told = Service.line(line);
                if (told.has("end")) {
                    return told.path("end");
                }
                if (told.has("stopped")) {
                    throw Failed.of(told.path("stopped"));
                }
                bar.at(
                        told.path("written").asLong(),
                        told.path("of").asLong(),
                        told.path("written").asLong());
            }
            throw new IOException("an answer has no end");
        } finally {
            bar.end();
        }
    }
}
