package org.consentledger.gdprbench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.consentledger.gdprbench.Rounds.Run;

/**
 * GDPRbench (VLDB 2020): its load and its traces on the ledger over HTTP, and on plain tables of the same PostgreSQL server over JDBC, in
 * turns, each on records newly loaded. The first rounds warm up. Service and clients share a JVM.
 *
 * <p>Arguments: the folder of the traces, how many rounds, and which traces.
 */
public final class GdprBench {
    /** So that the shortest-lived records, of 30 s, are past their time when a trace begins, as it expects. */
    private static final Duration LOADED_BEFORE = Duration.ofMinutes(1);

    private static final int WARMING_UP = 2;

    private final List<Operation> load;
    private final List<Operation> trace;
    private final Agreement agreement = new Agreement();
    private final boolean persons;
    /** Whether nothing changes: both sides must find the same, and copies are not emptied by policies all the time. */
    private final boolean readsAlone;

    private final Clock clock = Clock.systemUTC();

    private GdprBench(Path folder, String name) throws Exception {
        load = Operation.read(folder.resolve("gdprbench_load_10k.jsonl"));
        trace = Operation.read(folder.resolve("gdprbench_" + name + "_10k_10k.jsonl"));
        persons = name.equals("customer");
        readsAlone = trace.stream().noneMatch(operation -> operation.kind().changes);
        agreement.replay(load);
        agreement.replay(trace);
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        if (!Files.isReadable(folder.resolve("gdprbench_load_10k.jsonl"))) {
            System.err.println("SKIPPED: the traces are absent: " + folder);
            return;
        }
        // A service that goes on running would keep a failed run from ending.
        Thread.currentThread().setUncaughtExceptionHandler((_, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int rounds = Integer.parseInt(arguments[1]);
        for (String name : List.of(arguments).subList(2, arguments.length)) {
            new GdprBench(folder, name).run(name, rounds);
        }
        System.exit(0);
    }

    private void run(String name, int rounds) throws Exception {
        var ledger = new Rounds("the ledger");
        var copies = new Rounds("the ledger, purposes read from kept copies");
        var logged = new Rounds("tables, every operation logged");
        var changes = new Rounds("tables, changes alone logged");
        for (int round = 1; round <= WARMING_UP + rounds; round++) {
            boolean warm = round > WARMING_UP;
            try (var tables = new Tables(loaded(), Tables.Log.CHANGES)) {
                changes.add(replay(tables), warm);
            }
            try (var tables = new Tables(loaded(), Tables.Log.EVERYTHING)) {
                Run rows = replay(tables);
                logged.add(rows, warm);
                ledger.add(onLedger(LedgerSide.Reading.CHECKS, tables, rows), warm);
                if (readsAlone) {
                    copies.add(onLedger(LedgerSide.Reading.COPIES, tables, rows), warm);
                }
            }
        }
        var peers = List.of(logged, changes);
        System.out.printf("%n== %s%n", name);
        ledger.print(peers);
        if (readsAlone) {
            copies.print(peers);
        }
    }

    private Run replay(Side side) throws Exception {
        Replay loading = Replay.of(load, side);
        side.loaded();
        return new Run(loading, Replay.of(trace, side));
    }

    private Instant loaded() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).minus(LOADED_BEFORE);
    }

    private Run onLedger(LedgerSide.Reading reading, Tables tables, Run rows) throws Exception {
        try (var side = new LedgerSide(loaded(), reading, persons)) {
            Run run = replay(side);
            if (readsAlone && !run.trace().found().equals(rows.trace().found())) {
                throw new IllegalStateException("reads do not find what those of tables find");
            }
            try (LedgerSession session = side.session()) {
                side.agree(session.asking);
                System.out.println(agreement.check(session.asking, told(), tables));
            }
            return run;
        }
    }

    private int told() {
        var told = new ArrayList<>(load);
        told.addAll(trace);
        return (int) told.stream()
                .filter(operation -> operation.kind() == Operation.Kind.INSERT)
                .count();
    }
}
