package org.consentledger.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;
import tools.jackson.databind.JsonNode;

/** What every command has in common: where the service is, and how its answers are shown. */
@Command(
        name = "ledger",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Asks a consent ledger's service, and tells it facts.",
        exitCodeListHeading = "%nEnds with:%n",
        exitCodeList = {
            "0:done; of a question, permitted",
            "1:done, and the answer is no: not permitted, or lines were refused",
            "2:nothing was done; what was asked must be mended",
            "3:the service was not reached or is not available; the same may be tried again",
            "4:the answer was cut off; nothing of it may be used",
            "5:the service failed, or is none",
            "6:a file could not be read, or the answer not be written"
        })
public final class Ledger {
    private static final Set<String> FOR_HELP = Set.of("help", "--help", "-h");

    @Option(
            names = "--url",
            scope = ScopeType.INHERIT,
            paramLabel = "ADDRESS",
            defaultValue = "${env:LEDGER_URL:-http://127.0.0.1:8080}",
            description = "The service's address; without it LEDGER_URL, or http://127.0.0.1:8080.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--key-file",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            defaultValue = "${env:LEDGER_KEY_FILE}",
            description =
                    "A file that holds your key or token, and nothing else; without it LEDGER_KEY_FILE, or the key"
                            + " itself in LEDGER_KEY. Never an argument: others read those.")
    private @Nullable Path keyFile;

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Answer with the service's own JSON; errors too.")
    private boolean json;

    @Option(
            names = "--output",
            scope = ScopeType.INHERIT,
            paramLabel = "FILE",
            description = "Write the answer there, whole or not at all.")
    private @Nullable Path output;

    private final Terminal terminal;

    private Ledger(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether these arguments of the program are a command, and not settings of the service. */
    public static boolean isMeant(String... arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("-") || FOR_HELP.contains(arguments[0]));
    }

    /** Runs one command of the process; what to end the process with. */
    public static int run(String... arguments) {
        return run(Terminal.system(), arguments);
    }

    static int run(Terminal terminal, String... arguments) {
        var ledger = new Ledger(terminal);
        int exit = ledger.commands().execute(arguments);
        // A stream that prints keeps its failure to itself: a full disk behind it, or a reader that is gone.
        if (terminal.out().checkError()) {
            terminal.err().println("ledger: The answer could not be written.");
            return Exit.FILE.code();
        }
        return exit;
    }

    private CommandLine commands() {
        return new CommandLine(this)
                .addSubcommand(new AskCommand(this))
                .addSubcommand(new IncidentCommand(this))
                .addSubcommand(new CensusCommand(this))
                .addSubcommand(new ImportCommand(this))
                .addSubcommand(new ExportCommand(this))
                .addSubcommand(new VerifyCommand(this))
                .addSubcommand(new DrawKeyCommand(this))
                .addSubcommand(new WitnessCommand(this))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((e, _) -> misused(e))
                .setExecutionExceptionHandler((e, _, _) -> failed(e));
    }

    private int misused(CommandLine.ParameterException e) {
        // An argument in the wrong place may be somebody's number: it is not said back.
        String sentence = e instanceof UnmatchedArgumentException
                ? "An argument is not known here. Values are read from standard input or a file, never from arguments."
                : String.valueOf(e.getMessage());
        say(sentence);
        say("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return Exit.BAD_INPUT.code();
    }

    private int failed(Exception e) throws Exception {
        if (!(e instanceof Failed failed)) {
            throw e;
        }
        JsonNode problem = failed.problem();
        if (json && problem != null) {
            terminal.err().println(problem);
        } else {
            say(String.valueOf(failed.getMessage()));
        }
        return failed.exit().code();
    }

    Terminal terminal() {
        return terminal;
    }

    Service service() {
        return new Service(url, key());
    }

    private @Nullable String key() {
        if (keyFile == null) {
            return System.getenv("LEDGER_KEY");
        }
        try {
            String key = Files.readString(keyFile).strip();
            if (!key.chars().allMatch(c -> c > ' ' && c < 127)) {
                throw new Failed(Exit.BAD_INPUT, "--key-file must hold one key or token and nothing else.");
            }
            return key;
        } catch (IOException _) {
            throw new Failed(Exit.FILE, "The file of --key-file could not be read.");
        }
    }

    /** Says something that is no answer. */
    void say(String sentence) {
        terminal.err().println("ledger: " + sentence);
    }

    boolean json() {
        return json;
    }

    /** Shows an answer: as the service's JSON where that is asked for, else as text. */
    void show(Reply reply, Function<JsonNode, String> text) {
        if (json) {
            write(out -> {
                out.write(reply.json());
                out.write('\n');
            });
        } else {
            String said = text.apply(reply.tree());
            write(out -> out.write(said.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Asks the service and writes its answer as it comes. */
    void download(Service service, String path, JsonNode body) {
        write(out -> service.post(path, body, out));
    }

    private void write(Disk.Content content) {
        if (output != null) {
            Disk.write(output, content);
            return;
        }
        try {
            content.to(terminal.out());
        } catch (IOException e) {
            throw Disk.failed(e);
        }
    }
}
