package org.consentledger.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** An e-mail address or phone number, which never stands among the arguments. */
final class AskedValue {
    private static final int LONGEST = 4_096;

    @Option(names = "--channel", description = "The value's channel: phone or email.")
    private @Nullable String channel;

    @Option(names = "--value-file", paramLabel = "FILE", description = "Read the value from there.")
    private @Nullable Path file;

    @Option(names = "--region", description = "Of a phone number without its country code, such as US.")
    private @Nullable String region;

    @Option(names = "--hashed", description = "The value is the SHA-256 of its normal form, in hex.")
    private boolean hashed;

    @Option(names = "--profile", description = "The profile of the normal form; without it plain-1.")
    private @Nullable String profile;

    /** The value as the service reads it. */
    JsonNode read(Terminal terminal) {
        if (channel == null) {
            throw new Failed(Exit.BAD_INPUT, "--contact-point or --channel must be given.");
        }
        return new Fields()
                .put("channel", channel)
                .put(hashed ? "sha256" : "plain", text(terminal))
                .put("region", region)
                .put("profile", profile)
                .node();
    }

    private String text(Terminal terminal) {
        String text = said(terminal).strip();
        if (text.isEmpty() || text.indexOf('\n') >= 0) {
            throw new Failed(Exit.BAD_INPUT, "Exactly one value must be given, on a line of its own.");
        }
        return text;
    }

    private String said(Terminal terminal) {
        if (file == null && terminal.attended()) {
            String line = terminal.secret().apply("Value (not shown): ");
            return line == null ? "" : line;
        }
        try (InputStream in = file == null ? terminal.in() : Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Failed(Exit.BAD_INPUT, "The value is too long.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException _) {
            throw new Failed(Exit.FILE, "The value cannot be read.");
        }
    }
}
