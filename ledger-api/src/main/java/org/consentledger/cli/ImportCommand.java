package org.consentledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.consentledger.lists.Lines;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ledger import}: facts from a file, line by line; begun again, it goes on where it was. */
@Command(
        name = "import",
        description = {
            "Records facts from a file of NDJSON, one CloudEvent a line. Refused lines are shown, the others are recorded.",
            "What was answered is kept in FILE.imported until the end: cut off, the same command goes on there.",
            "A fact sent twice is recorded once."
        })
final class ImportCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    private final Ledger ledger;

    @Parameters(paramLabel = "FILE", description = "The file; - is standard input, which is never gone on with.")
    private Path file = Path.of(STANDARD_INPUT);

    @Option(
            names = "--progress",
            negatable = true,
            description = "Show how far it is on standard error; without it where somebody sits there.")
    private @Nullable Boolean progress;

    ImportCommand(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Integer call() {
        boolean standard = file.toString().equals(STANDARD_INPUT);
        try (InputStream in = standard ? ledger.terminal().in() : Files.newInputStream(file);
                Service service = ledger.service()) {
            var bookmark = standard ? Bookmark.none() : Bookmark.of(file);
            return run(service, in, bookmark, standard ? 0 : Files.size(file));
        } catch (IOException _) {
            throw new Failed(Exit.FILE, "The file of facts cannot be read.");
        }
    }

    private int run(Service service, InputStream in, Bookmark bookmark, long bytes) throws IOException {
        var bar = new ProgressBar(ledger.terminal().err(), shown(), "lines");
        var run = new ImportRun(service, new Refusals(ledger), bookmark, bar, bytes);
        try {
            Tally tally = run.through(new Lines(in));
            bar.end();
            bookmark.remove();
            ledger.show(new Reply(Service.JSON.writeValueAsBytes(tally)), _ -> tally.sentence());
            return (tally.refused() == 0 ? Exit.DONE : Exit.NO).code();
        } catch (Failed e) {
            bar.end();
            ledger.say("Everything up to line " + run.answered() + " is answered; run the same again to go on.");
            throw e;
        }
    }

    private boolean shown() {
        return progress == null ? ledger.terminal().attended() : progress;
    }

    /**
     * What became of the lines.
     *
     * @param lines every line, blank ones included
     * @param before how many of them were recorded earlier
     */
    record Tally(long lines, long recorded, long before, long refused) {
        static final Tally NONE = new Tally(0, 0, 0, 0);

        String sentence() {
            return lines + " lines: " + recorded + " recorded, " + before + " were recorded before, " + refused
                    + " refused.\n";
        }
    }
}
