package org.consentledger.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: from the class path, unpacked once into a folder named for their content. */
final class ServerBinaries {
    private final Path home;

    private ServerBinaries(Path home) {
        this.home = home;
    }

    /** The programs for this machine, unpacked below {@code folder} unless they are there already. */
    static ServerBinaries unpackedIn(Path folder) throws IOException {
        byte[] archive = archive();
        Path home = folder.resolve("postgres-" + digest(archive));
        if (!Files.isDirectory(home)) {
            Folders.createPrivate(folder);
            Path unfinished = Files.createTempDirectory(folder, "unpacking-");
            unpack(archive, unfinished);
            try {
                Files.move(unfinished, home, ATOMIC_MOVE);
            } catch (FileSystemException e) {
                Folders.delete(unfinished);
                if (!Files.isDirectory(home)) { // otherwise another process was faster
                    throw e;
                }
            }
        }
        return new ServerBinaries(home);
    }

    /**
     * The exit code of a program that was run to its end; what it prints is appended to {@code output}. PostgreSQL
     * refuses to run as root: there it sees itself as another user, while its files stay root's.
     */
    int run(Path output, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while PostgreSQL was started or stopped.", e);
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "");
        String family = system.startsWith("Mac") ? "Darwin" : system;
        // aarch64 is what zonky's resolver calls arm_64.
        try (InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(family, machine)) {
            return archive.readAllBytes();
        } catch (IllegalStateException e) {
            throw new DatabaseUnusable(
                    "No PostgreSQL for this machine is on the class path: give the address of a PostgreSQL 18 server"
                            + " as ledger.database.url.",
                    (system + " " + machine).toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private static void unpack(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream entries =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("An entry of PostgreSQL's archive leads out of its folder.");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Folders.createParents(path);
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else if (entry.isFile()) {
                    Files.copy(entries, path);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            path, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    private static String digest(byte[] archive) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
