package org.consentledger.export;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that has its name once it is whole and on the disk; before, its name begins with a dot, which Spark passes over. */
final class WholeFile {
    private final Path file;
    private final Path unfinished;

    WholeFile(Path file) {
        this.file = file;
        this.unfinished = file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    /** What it is written to, and must be closed before it is finished. */
    OutputStream begin() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new BufferedOutputStream(Files.newOutputStream(unfinished));
    }

    /** Gives it its name; its size. */
    long finish() throws IOException {
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Files.size(file);
    }

    /** Leaves nothing of it. */
    void giveUp() throws IOException {
        Files.deleteIfExists(unfinished);
    }

    /** Writes all of it at once. */
    static void write(Path file, byte[] bytes) throws IOException {
        var whole = new WholeFile(file);
        try {
            try (OutputStream out = whole.begin()) {
                out.write(bytes);
            }
            whole.finish();
        } finally {
            whole.giveUp();
        }
    }
}
