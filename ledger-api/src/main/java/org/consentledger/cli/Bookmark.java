package org.consentledger.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.consentledger.cli.ImportCommand.Tally;
import org.consentledger.lists.Lines;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** How far the import of a file has come, in a small file beside it, with a hash of the lines passed. */
final class Bookmark {
    private static final String SUFFIX = ".imported";
    private static final byte[] NEW_LINE = {'\n'};

    private final @Nullable Path file;
    private final MessageDigest passed;
    private long bytes;

    private Bookmark(@Nullable Path file) {
        this.file = file;
        try {
            this.passed = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static Bookmark of(Path imported) {
        return new Bookmark(imported.resolveSibling(imported.getFileName() + SUFFIX));
    }

    /** One that keeps nothing. */
    static Bookmark none() {
        return new Bookmark(null);
    }

    private record Kept(Tally tally, String passed) {}

    /** What became of the lines that were answered earlier, behind which {@code lines} stands then. */
    Tally goOn(Lines lines) throws IOException {
        Kept kept = kept();
        if (kept == null) {
            return Tally.NONE;
        }
        for (long line = 0; line < kept.tally().lines(); line++) {
            Lines.Line next = lines.next();
            if (next == null) {
                throw another();
            }
            pass(next);
        }
        if (!kept.passed().equals(hash())) {
            throw another();
        }
        return kept.tally();
    }

    private @Nullable Kept kept() throws IOException {
        if (file == null) {
            return null;
        }
        try {
            return Service.JSON.readValue(Files.readAllBytes(file), Kept.class);
        } catch (NoSuchFileException _) {
            return null;
        } catch (JacksonException _) {
            throw new Failed(Exit.FILE, "What says how far the import came cannot be read; remove it to begin anew.");
        }
    }

    private static Failed another() {
        return new Failed(
                Exit.BAD_INPUT,
                "The file is another one than its import was begun with; remove the one that ends in " + SUFFIX
                        + " to begin anew.");
    }

    /** Counts a line among those passed. */
    void pass(Lines.Line line) {
        byte[] text = line.bytes();
        if (text != null) {
            passed.update(text);
            bytes += text.length;
        }
        passed.update(NEW_LINE);
        bytes++;
    }

    /** Of how many bytes about the lines passed are. */
    long bytes() {
        return bytes;
    }

    /** Keeps what became of all lines passed. */
    void keep(Tally tally) {
        if (file != null) {
            byte[] json = Service.JSON.writeValueAsBytes(new Kept(tally, hash()));
            Disk.write(file, out -> out.write(json));
        }
    }

    private String hash() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) passed.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be cloned", e);
        }
    }

    /** Everything is answered. */
    void remove() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
