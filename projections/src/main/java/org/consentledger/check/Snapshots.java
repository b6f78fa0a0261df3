package org.consentledger.check;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.consentledger.identity.SnapshotKeys;
import org.consentledger.seal.TreeHead;
import org.consentledger.store.LedgerUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index as it was written down, in a folder of this node's own: one file, sealed under a key of its own. Whatever is wrong with
 * it costs the time of reading the ledger instead, and nothing else. For one thread at a time.
 */
public final class Snapshots {
    /* A file gets its name, with the ending ".new", before its key is drawn, and loses both key and name in that order: no key is
     * ever without a file that tells of it. Whatever is found beside the newest complete file is taken away. */

    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final byte[] MAGIC = {'c', 'l', 'i', 'x'};
    private static final Pattern NAME =
            Pattern.compile("index-([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(\\.new)?");
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final SnapshotKeys keys;

    /**
     * Snapshots in {@code folder}, which is made where it is absent.
     *
     * @param keys where each snapshot's key is kept
     */
    public Snapshots(Path folder, SnapshotKeys keys) {
        this.folder = folder;
        this.keys = keys;
    }

    private static byte[] firstBytes() {
        return ByteBuffer.allocate(MAGIC.length + Integer.BYTES)
                .put(MAGIC)
                .putInt(SnapshotFormat.VERSION)
                .array();
    }

    /** Writes an image that has nothing recent, and takes away the snapshot before it. */
    void write(TreeHead head, Image image, String profiles) throws IOException {
        Files.createDirectories(folder);
        UUID id = UUID.randomUUID();
        Path file = folder.resolve("index-" + id + ".new");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            writeTo(channel, id, head, image, profiles);
            channel.force(true);
        }
        Path written = folder.resolve("index-" + id);
        Files.move(file, written, StandardCopyOption.ATOMIC_MOVE);
        sync();
        removeAllBut(written);
    }

    private void writeTo(FileChannel channel, UUID id, TreeHead head, Image image, String profiles) throws IOException {
        OutputStream plain = Channels.newOutputStream(channel);
        plain.write(firstBytes());
        // The sealing stream closes the channel below it; the file is synced before that.
        OutputStream kept = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                plain.write(one);
            }

            @Override
            public void write(byte[] bytes, int at, int length) throws IOException {
                plain.write(bytes, at, length);
            }
        };
        try (var out =
                new DataOutputStream(new BufferedOutputStream(keys.sealing(id, firstBytes(), kept), BUFFER_BYTES))) {
            SnapshotFormat.write(out, head, image, profiles);
        }
    }

    private void sync() throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The snapshot, if there is one of this very ledger and these profiles that can be read; any other is taken away. */
    Optional<SnapshotFormat.Contents> read(LedgerFacts ledger, String profiles) {
        try {
            Optional<SnapshotFormat.Contents> found = Optional.empty();
            for (Path file : files()) {
                if (found.isEmpty() && !file.toString().endsWith(".new")) {
                    found = read(file, ledger, profiles);
                    if (found.isPresent()) {
                        continue;
                    }
                }
                remove(file);
            }
            return found;
        } catch (IOException e) {
            LOG.warn("the index's snapshots cannot be reached; the index is built from the ledger", e);
            return Optional.empty();
        }
    }

    private Optional<SnapshotFormat.Contents> read(Path file, LedgerFacts ledger, String profiles) {
        try (InputStream plain = Files.newInputStream(file)) {
            byte[] first = firstBytes();
            if (!Arrays.equals(plain.readNBytes(first.length), first)) {
                LOG.warn("a snapshot of the index has another format; the index is built from the ledger");
                return Optional.empty();
            }
            SnapshotFormat.Contents contents =
                    SnapshotFormat.read(new DataInputStream(keys.opening(id(file), first, plain)), ledger, profiles);
            if (!ledger.holds(contents.head())) {
                LOG.warn("a snapshot of the index is of another ledger; the index is built from this one");
                return Optional.empty();
            }
            return Optional.of(contents);
        } catch (LedgerUnavailable e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("because", e.getClass().getSimpleName())
                    .log("a snapshot of the index cannot be read; the index is built from the ledger");
            return Optional.empty();
        }
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> name(file).matches()).toList();
        }
    }

    private static Matcher name(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }

    private static UUID id(Path file) throws IOException {
        Matcher name = name(file);
        if (!name.matches()) {
            throw new EOFException("A snapshot has no name.");
        }
        return UUID.fromString(name.group(1));
    }

    private void removeAllBut(Path written) throws IOException {
        for (Path file : files()) {
            if (!file.equals(written)) {
                remove(file);
            }
        }
    }

    private void remove(Path file) throws IOException {
        keys.destroy(id(file));
        Files.deleteIfExists(file);
    }
}
