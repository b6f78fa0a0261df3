package org.consentledger.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.consentledger.access.Role;
import org.consentledger.api.TestKeys;
import org.jspecify.annotations.Nullable;

/** A command as it was typed, and what came of it. */
record Typed(int exit, String out, String err) {
    /** Somebody's command with nobody at the terminal. */
    static Typed at(String address, String standardInput, String... arguments) {
        return at(address, standardInput, false, _ -> null, arguments);
    }

    /** Somebody who types {@code line} where it is asked for. */
    static Typed attended(String address, String line, String... arguments) {
        return at(address, "", true, _ -> line, arguments);
    }

    private static Typed at(
            String address,
            String standardInput,
            boolean attended,
            Function<String, @Nullable String> secret,
            String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var terminal = new Terminal(
                new ByteArrayInputStream(standardInput.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                attended,
                secret);
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + address);
        TestKeys.known(URI.create(address).getPort())
                .ifPresent(keys -> all.add(
                        "--key-file=" + keys.file(arguments[0].equals("import") ? Role.IMPORTER : Role.INVESTIGATOR)));
        int exit = Ledger.run(terminal, all.toArray(String[]::new));
        return new Typed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
