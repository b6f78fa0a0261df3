package org.consentledger.store;

import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A process of its own that appends uses, singly and in batches, and writes down each fact that it was told to be durable. It
 * stops when it has appended as many as it was told to, or is halted in the middle of its work.
 */
public final class AppendingProcess {
    private static final int IN_FLIGHT = 20;

    private AppendingProcess() {}

    /** Starts one; {@code answered} gets a line for each durable fact, its id and its place. */
    public static Process start(TestDatabase database, long seed, int facts, boolean halting, Path answered)
            throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                AppendingProcess.class.getName());
        builder.environment()
                .putAll(Map.of(
                        "LEDGER_URL", database.service().url(),
                        "LEDGER_USER", database.service().user(),
                        "LEDGER_PASSWORD", database.service().password(),
                        "SEED", Long.toString(seed),
                        "FACTS", Integer.toString(facts),
                        "HALTING", Boolean.toString(halting),
                        "ANSWERED", answered.toString()));
        return builder.redirectErrorStream(true)
                .redirectOutput(new File(answered + ".log"))
                .start();
    }

    /** Lets processes begin together, once the last of them has come up; {@code answered} are their files. */
    public static void begin(List<Process> processes, List<Path> answered) throws IOException {
        AppenderFixture.await(
                () -> answered.stream().map(AppendingProcess::ready).allMatch(Files::exists));
        for (Process process : processes) {
            process.outputWriter().append('\n').flush();
        }
    }

    private static Path ready(Path answered) {
        return Path.of(answered + ".ready");
    }

    /** The facts that a process was told to be durable: id to place. */
    public static Map<UUID, Long> answered(Path file) throws IOException {
        Map<UUID, Long> answered = new java.util.HashMap<>();
        for (String line : Files.readAllLines(file)) {
            // A halted process may leave half a line.
            if (line.endsWith(".")) {
                String[] parts = line.split(" ", -1);
                answered.put(UUID.fromString(parts[0]), Long.parseLong(parts[1]));
            }
        }
        return answered;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> told = System.getenv();
        var login = new LedgerDatabase.Login(
                told.getOrDefault("LEDGER_URL", ""),
                told.getOrDefault("LEDGER_USER", ""),
                told.getOrDefault("LEDGER_PASSWORD", ""));
        int facts = Integer.parseInt(told.getOrDefault("FACTS", "0"));
        boolean halting = Boolean.parseBoolean(told.get("HALTING"));
        var random = new Random(Long.parseLong(told.getOrDefault("SEED", "0")));
        var pool = new LedgerDatabase.Pool(1, "appending-process", Duration.ofSeconds(10));
        try (var database = LedgerDatabase.of(login, login, pool);
                var appender = new Appender(database::connect, Proposals.CODEC, AppenderFixture.SETTINGS);
                var answered =
                        Files.newBufferedWriter(Path.of(told.getOrDefault("ANSWERED", "")), StandardCharsets.UTF_8)) {
            Files.createFile(ready(Path.of(told.getOrDefault("ANSWERED", ""))));
            if (System.in.read() < 0) {
                throw new IOException("whoever started this process is gone");
            }
            List<CompletableFuture<Void>> flight = new ArrayList<>();
            for (int sent = 0; sent < facts; ) {
                int size = Math.min(facts - sent, random.nextInt(3) == 0 ? 1 + random.nextInt(100) : 1);
                List<Proposal> batch = Proposals.uses(size);
                flight.add(appender.append(batch).thenAccept(receipts -> write(answered, batch, receipts)));
                sent += size;
                if (halting && sent > facts / 2) {
                    Runtime.getRuntime().halt(1);
                }
                if (flight.size() >= IN_FLIGHT) {
                    flight.removeFirst().join();
                }
            }
            flight.forEach(CompletableFuture::join);
        }
    }

    private static synchronized void write(BufferedWriter answered, List<Proposal> batch, List<Receipt> receipts) {
        try {
            for (int i = 0; i < receipts.size(); i++) {
                if (receipts.get(i) instanceof Receipt.Appended appended) {
                    answered.write(batch.get(i).header().id().id() + " " + appended.place() + " .\n");
                }
            }
            answered.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
