package org.consentledger.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder of one PostgreSQL, held by one JVM at a time: {@code data}, which exists only once it is complete, the
 * superuser's {@code password}, the {@code lock} of the JVM that runs it, and its {@code log}.
 */
final class DataFolder implements AutoCloseable {
    private static final String MAJOR_VERSION = "18";

    /*
     * A POSIX lock goes when its process closes any channel on the file, so a second attempt in one JVM must not even
     * open the file.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private DataFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Holds {@code folder}, which is created if need be, until closed. */
    static DataFolder hold(Path folder) throws IOException {
        Folders.createPrivate(folder);
        Path real = folder.toRealPath();
        Folders.createPrivate(real.resolve("log"));
        if (!HELD_HERE.add(real)) {
            throw held(real);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve("lock"), Set.of(CREATE, WRITE), ownerOnly());
            FileLock taken = channel.tryLock();
            if (taken == null) {
                throw held(real);
            }
            return new DataFolder(real, channel);
        } catch (IOException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            HELD_HERE.remove(real);
            throw e;
        }
    }

    Path data() {
        return folder.resolve("data");
    }

    Path logs() {
        return folder.resolve("log");
    }

    /** What initdb, pg_ctl and a server that does not come up have said. */
    Path controlLog() {
        return logs().resolve("control.log");
    }

    String password() throws IOException {
        return Files.readString(passwordFile()).strip();
    }

    /** Creates the data unless they are there. What an earlier attempt left unfinished is thrown away. */
    void initialise(ServerBinaries binaries, String newPassword) throws IOException {
        if (Files.exists(data())) {
            check();
            return;
        }
        Path unfinished = folder.resolve("data.unfinished");
        Folders.delete(unfinished);
        writePrivate(passwordFile(), newPassword + "\n");
        // INVARIANT: nobody gets in without a password, at no time; EmbeddedServerIT.a_password_is_required
        int exit = binaries.run(
                controlLog(),
                "initdb",
                "--pgdata=" + unfinished,
                "--username=" + EmbeddedServer.OWNER,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF-8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        if (exit != 0) {
            throw new DatabaseUnusable(
                    "PostgreSQL could not create its data: the reason is at the end of the log. As root it needs"
                            + " `unshare --user` to be allowed; without that, run the service as an ordinary user.",
                    controlLog());
        }
        Files.writeString(unfinished.resolve("postgresql.conf"), "\ninclude = 'ledger.conf'\n", WRITE, APPEND);
        Files.move(unfinished, data(), ATOMIC_MOVE);
        Folders.force(folder);
    }

    /** Writes the settings that the next start reads. */
    void configure(Map<String, String> configuration, int port) throws IOException {
        StringBuilder lines = new StringBuilder("# Written anew at every start.\n");
        configuration.forEach((name, value) -> lines.append(line(name, value)));
        lines.append(line("port", Integer.toString(port)));
        lines.append(line("log_directory", logs().toString()));
        writePrivate(data().resolve("ledger.conf"), lines.toString());
    }

    /** The server that runs on these data although its JVM was killed. Asked by the JVM that holds the folder. */
    Optional<ProcessHandle> orphan() throws IOException {
        return recorded().filter(this::servesTheseData);
    }

    /**
     * Removes the record of a server that is gone and whose number another process has by now, as happens when a
     * container starts again: PostgreSQL would take that process for the server and refuse to start.
     */
    void forgetDeadServer() throws IOException {
        Optional<ProcessHandle> process = recorded();
        if (process.flatMap(other -> other.info().commandLine()).isPresent()
                && process.filter(this::servesTheseData).isEmpty()) {
            Files.delete(serverRecord());
        }
    }

    private Optional<ProcessHandle> recorded() throws IOException {
        if (!Files.exists(serverRecord())) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(serverRecord());
        if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.getFirst().strip())).filter(ProcessHandle::isAlive);
    }

    private boolean servesTheseData(ProcessHandle process) {
        String command = process.info().commandLine().orElse("");
        return command.contains("postgres") && command.contains(data().toString());
    }

    /** Lets another JVM hold the folder. */
    @Override
    public void close() throws IOException {
        try {
            lock.close();
        } finally {
            HELD_HERE.remove(folder);
        }
    }

    private void check() throws IOException {
        String version = Files.readString(data().resolve("PG_VERSION")).strip();
        if (!version.equals(MAJOR_VERSION)) {
            throw new DatabaseUnusable(
                    "The data are another PostgreSQL version's: bring them to 18 with pg_upgrade first.", version);
        }
        if (!Files.exists(passwordFile())) {
            throw new DatabaseUnusable(
                    "The password of the data is missing: put it back, or set another as docs/operating.md says.",
                    passwordFile());
        }
    }

    private Path serverRecord() {
        return data().resolve("postmaster.pid");
    }

    private Path passwordFile() {
        return folder.resolve("password");
    }

    private static DatabaseUnusable held(Path folder) {
        return new DatabaseUnusable(
                "The folder is in use by a service that runs: stop that one first, or give this one another folder.",
                folder);
    }

    private static void writePrivate(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, Set.of(CREATE, WRITE, TRUNCATE_EXISTING), ownerOnly())) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static String line(String name, String value) {
        return name + " = '" + value.replace("\\", "\\\\").replace("'", "''") + "'\n";
    }
}
