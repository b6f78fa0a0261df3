package org.consentledger.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** That a file could not be written, told apart from an answer that could not be read. */
final class Disk extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String UNFINISHED = ".part";

    private Disk(IOException cause) {
        super(cause);
    }

    static Failed failed(IOException disk) {
        boolean full = String.valueOf(disk.getMessage()).contains("No space left");
        return new Failed(
                Exit.FILE,
                full
                        ? "The disk is full; nothing that looks whole was left."
                        : "The answer could not be written; nothing that looks whole was left.");
    }

    /** Writes to a file. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Writes {@code file} whole, or leaves it as it was: under another name first, which ends in {@code .part}. */
    static void write(Path file, Content content) {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            try (OutputStream out = new Watched(Files.newOutputStream(unfinished))) {
                content.to(out);
            }
            try (FileChannel written = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                written.force(true);
            }
            move(unfinished, file);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            remove(unfinished);
        }
    }

    private static void move(Path unfinished, Path file) throws IOException {
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException _) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException _) {
            // Its name says that it is not whole.
        }
    }

    /** Tells its own failures from those of whoever is read meanwhile. */
    static final class Watched extends FilterOutputStream {
        Watched(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                throw new Disk(e);
            }
        }

        @Override
        public void write(int one) throws IOException {
            try {
                out.write(one);
            } catch (IOException e) {
                throw new Disk(e);
            }
        }
    }
}
