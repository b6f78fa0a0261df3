package org.consentledger.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a command reads and writes.
 *
 * @param attended whether somebody sits at it
 * @param secret asks for a line that is not shown; null where none came
 */
record Terminal(
        InputStream in, PrintStream out, PrintStream err, boolean attended, Function<String, @Nullable String> secret) {
    /** The process's own. */
    @SuppressWarnings("SystemConsoleNull") // JDK 25 has none where nobody sits there.
    static Terminal system() {
        Console console = System.console();
        boolean attended = console != null && console.isTerminal();
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                attended,
                prompt -> {
                    char[] line = console == null ? null : console.readPassword("%s", prompt);
                    return line == null ? null : new String(line);
                });
    }
}
