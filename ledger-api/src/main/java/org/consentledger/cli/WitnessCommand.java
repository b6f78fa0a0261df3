package org.consentledger.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.consentledger.identity.InstallationUnusable;
import org.consentledger.identity.LogKeys;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.VerifierKey;
import org.consentledger.witness.WitnessServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger witness}: signs the checkpoints of logs, wherever it is run. */
@Command(
        name = "witness",
        description =
                "Runs a witness: it signs checkpoints of these logs that extend what it signed before. It first prints its"
                        + " own verifier key.")
final class WitnessCommand implements Callable<Integer> {
    private final Ledger ledger;

    @Option(
            names = "--folder",
            required = true,
            description =
                    "Where its key lies, and what it signed last of each log. The key is drawn where there is none.")
    private Path folder = Path.of("");

    @Option(names = "--name", required = true, description = "Its name, best its address without the scheme.")
    private String name = "";

    @Option(names = "--address", defaultValue = "127.0.0.1", description = "Where it listens; ${DEFAULT-VALUE}.")
    private String address = "";

    @Option(names = "--port", defaultValue = "8090", description = "And at which port; ${DEFAULT-VALUE}.")
    private int port;

    @Parameters(paramLabel = "LOG-KEY", arity = "1..*", description = "The verifier keys of the logs.")
    private List<String> logs = new ArrayList<>();

    WitnessCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (WitnessServer server = started()) {
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "witness-closer"));
            new CountDownLatch(1).await();
            return Exit.DONE.code();
        }
    }

    private WitnessServer started() {
        try {
            List<VerifierKey> known = logs.stream().map(VerifierKey::parse).toList();
            LogKeys keys = LogKeys.ofWitness(folder);
            List<SeedKey> kept = keys.read();
            SeedKey key = kept.isEmpty() ? keys.draw(name) : kept.getLast();
            ledger.terminal().out().println(key.verifier());
            ledger.terminal().out().flush();
            return WitnessServer.of(
                    key, known, folder.resolve("logs"), new InetSocketAddress(address, port), Clock.systemUTC());
        } catch (Malformed _) {
            throw new Failed(Exit.BAD_INPUT, "A verifier key is name+id+key.");
        } catch (InstallationUnusable e) {
            throw new Failed(Exit.FILE, String.valueOf(e.getMessage()));
        } catch (IOException _) {
            throw new Failed(Exit.UNAVAILABLE, "The address cannot be listened at.");
        }
    }
}
