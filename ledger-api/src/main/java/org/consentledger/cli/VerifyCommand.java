package org.consentledger.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ledger verify}: the whole ledger, computed again and held to its checkpoints. */
@Command(
        name = "verify",
        description =
                "Does the whole ledger still lead to every checkpoint that was signed? The service goes on meanwhile, and"
                        + " where this is broken off, so does the next one.")
final class VerifyCommand implements Callable<Integer> {
    private static final String PATH = "/v1/verifications";
    private static final String RUNNING = "running";
    private static final long LOOK_MILLIS = 100;

    private final Ledger ledger;

    @Option(names = "--progress", description = "Say how far it is, also where nobody sits at the terminal.")
    private boolean progress;

    VerifyCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (Service service = ledger.service()) {
            Reply reply = service.post(PATH, Service.JSON.createObjectNode());
            Terminal terminal = ledger.terminal();
            boolean shown = progress || terminal.attended();
            JsonNode standing = reply.tree();
            var bar = new ProgressBar(terminal.err(), shown, "checkpoints");
            while (state(standing).equals(RUNNING)) {
                bar.at(
                        standing.path("place").asLong(),
                        standing.path("size").asLong(),
                        standing.path("checkpoints").asLong());
                pause();
                reply = service.get(PATH);
                standing = reply.tree();
            }
            bar.end();
            ledger.show(reply, VerifyCommand::text);
            return exit(standing).code();
        }
    }

    private static void pause() throws InterruptedException {
        boolean woken = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        assert !woken;
    }

    private static String state(JsonNode standing) {
        return standing.path("state").asString("");
    }

    private static Exit exit(JsonNode standing) {
        return switch (state(standing)) {
            case "verified" -> Exit.DONE;
            case "altered" -> Exit.NO;
            case "broken-off" -> Exit.UNAVAILABLE;
            default -> Exit.SERVICE_FAILED;
        };
    }

    private static String text(JsonNode standing) {
        String facts = standing.path("size").asLong() + " facts";
        return switch (state(standing)) {
            case "verified" ->
                "verified: " + facts + " lead to "
                        + standing.path("checkpoints").asLong()
                        + " checkpoints that were signed over them since place "
                        + standing.path("from").asLong() + "\n";
            case "altered" ->
                "ALTERED: behind place " + standing.path("place").asLong()
                        + " something is not what was signed; nothing is signed until it is settled\n";
            default ->
                "broken off at place " + standing.path("place").asLong() + " of " + facts + "; the same goes on\n";
        };
    }
}
