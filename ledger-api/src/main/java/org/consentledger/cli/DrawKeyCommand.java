package org.consentledger.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.consentledger.identity.InstallationUnusable;
import org.consentledger.identity.LogKeys;
import org.consentledger.seal.SeedKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ledger draw-key}: another key for the log, which signs along with those that are there. */
@Command(
        name = "draw-key",
        description =
                "Draws another key that checkpoints are signed with, beside those in the folder of secrets. The service"
                        + " signs with it from its next start on.")
final class DrawKeyCommand implements Callable<Integer> {
    private final Ledger ledger;

    @Option(
            names = "--secrets",
            paramLabel = "FOLDER",
            required = true,
            description = "The installation's folder of secrets.")
    private Path secrets = Path.of("");

    DrawKeyCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() {
        try {
            LogKeys keys = LogKeys.in(secrets);
            List<SeedKey> before = keys.read();
            if (before.isEmpty()) {
                throw new Failed(Exit.BAD_INPUT, "The log has no key yet: the service draws the first one.");
            }
            SeedKey drawn = keys.draw(before.getFirst().verifier().name());
            ledger.terminal().out().println(drawn.verifier());
            return Exit.DONE.code();
        } catch (InstallationUnusable e) {
            throw new Failed(Exit.FILE, String.valueOf(e.getMessage()));
        }
    }
}
