package org.consentledger.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.SeedKey;
import org.consentledger.seal.SignatureType;

/**
 * The keys that checkpoints are signed with, where no KMS keeps them: one file each in a folder that is the owner's alone,
 * {@code signing-1.key} and so on. All of them sign, so that a new one is added, and an old one taken away later.
 */
public final class LogKeys {
    private static final Pattern NAME = Pattern.compile("signing-([1-9][0-9]{0,8})\\.key");

    private final Path folder;
    private final SignatureType type;

    private LogKeys(Path folder, SignatureType type) {
        this.folder = folder.toAbsolutePath().normalize();
        this.type = type;
    }

    /** Those of the log, in {@code log} below the installation's folder of secrets. */
    public static LogKeys in(Path secrets) {
        return new LogKeys(secrets.resolve("log"), SignatureType.ED25519);
    }

    /** Those of a witness, in {@code keys} below its folder. */
    public static LogKeys ofWitness(Path folder) {
        return new LogKeys(folder.resolve("keys"), SignatureType.COSIGNATURE);
    }

    /**
     * The keys, oldest first; none where there are none.
     *
     * @throws InstallationUnusable where others can read them, one is damaged, or their names differ
     */
    public List<SeedKey> read() {
        try {
            return List.copyOf(numbered().values());
        } catch (IOException e) {
            throw SecretsFolder.unusable("The log's keys cannot be read", folder, e);
        }
    }

    /**
     * Draws a key under the name of the log, or of the witness, and keeps it; beside others it has the next number.
     *
     * @throws InstallationUnusable where it cannot be kept, or others have another name
     */
    public SeedKey draw(String origin) {
        try {
            Files.createDirectories(folder, SecretsFolder.OWNERS_FOLDER);
            NavigableMap<Integer, SeedKey> keys = numbered();
            SeedKey key = SeedKey.draw(origin, type);
            int next = keys.isEmpty() ? 1 : keys.lastEntry().getKey() + 1;
            keys.put(next, key);
            checkNames(keys);
            write(folder.resolve("signing-" + next + ".key"), key.secret() + "\n");
            SecretsFolder.sync(folder);
            return key;
        } catch (FileAlreadyExistsException e) {
            throw SecretsFolder.unusable("Somebody else draws a key at this moment; try again", folder, e);
        } catch (IOException e) {
            throw SecretsFolder.unusable("The log's keys cannot be read or written", folder, e);
        }
    }

    private NavigableMap<Integer, SeedKey> numbered() throws IOException {
        var keys = new TreeMap<Integer, SeedKey>();
        if (Files.notExists(folder)) {
            return keys;
        }
        SecretsFolder.checkOwnersAlone(folder);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (!name.matches()) {
                    throw SecretsFolder.unusable(
                            "The folder of the log's keys holds a file that is not its own", file, null);
                }
                SecretsFolder.checkOwnersAlone(file);
                keys.put(Integer.valueOf(name.group(1)), key(file));
            }
        }
        checkNames(keys);
        return keys;
    }

    private void checkNames(Map<Integer, SeedKey> keys) {
        if (keys.values().stream().map(key -> key.verifier().name()).distinct().count() > 1) {
            throw SecretsFolder.unusable("The log's keys have different names", folder, null);
        }
    }

    private SeedKey key(Path file) throws IOException {
        try {
            SeedKey key = SeedKey.parse(Files.readString(file).strip());
            if (key.verifier().type() == type) {
                return key;
            }
        } catch (Malformed _) {
            // Without its cause, as of every secret.
        }
        throw SecretsFolder.unusable("A key of the log is damaged; restore it from its backup", file, null);
    }

    private static void write(Path file, String text) throws IOException {
        var options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, SecretsFolder.OWNERS_FILE)) {
            ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
