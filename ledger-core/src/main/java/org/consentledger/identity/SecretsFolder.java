package org.consentledger.identity;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.config.TinkConfig2026;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The installation's secrets as Tink JSON keysets, one file each, in the folder {@code keys} of a folder that is the
 * owner's alone.
 */
final class SecretsFolder {
    /*
     * All parts appear at once or not at all: they are written and synced in a folder of another name, which is then
     * renamed to "keys". A rename does not replace a folder that holds something, so of two nodes that start at the same
     * moment one wins and both read the winner's. Whoever stops in between leaves a folder ".new-..." that nothing reads.
     */
    private static final Logger LOG = LoggerFactory.getLogger(SecretsFolder.class);

    static final Configuration TINK = TinkConfig2026.get();
    private static final String MATCH_KEYS = "match-keys.json";
    private static final String SUPPRESSION = "suppression.json";
    private static final String DIRECTORY = "directory.json";
    private static final String CONTENT = "content.json";
    private static final List<String> HASHING = List.of(MATCH_KEYS, SUPPRESSION, DIRECTORY, CONTENT);
    private static final Pattern WRAPPING = Pattern.compile("wrapping-([1-9][0-9]{0,8})\\.json");

    static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Set<PosixFilePermission> OWNER = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path folder;
    private final Path keys;

    SecretsFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.keys = this.folder.resolve("keys");
    }

    Installation open(@Nullable Path data) {
        return opened(data, true);
    }

    Installation kept(@Nullable Path data) {
        return opened(data, false);
    }

    private Installation opened(@Nullable Path data, boolean drawing) {
        try {
            if (!drawing && Files.notExists(keys, LinkOption.NOFOLLOW_LINKS)) {
                throw unusable(
                        "The installation's secrets are missing, and the database was begun with some; restore them from their backup",
                        keys,
                        null);
            }
            if (Files.notExists(folder)) {
                Files.createDirectories(folder, OWNERS_FOLDER);
            }
            checkOwnersAlone(folder);
            if (data != null && liesBeside(data.toAbsolutePath().normalize())) {
                LOG.atWarn()
                        .addKeyValue("secrets", folder)
                        .addKeyValue("data", data)
                        .log(
                                "THE INSTALLATION'S SECRETS LIE BESIDE ITS DATA: whoever copies the one copies the other, "
                                        + "and an erasure reaches no such copy. Keep them on another volume with its own backup.");
            }
            if (Files.notExists(keys, LinkOption.NOFOLLOW_LINKS)) {
                create();
            }
            return load();
        } catch (IOException | GeneralSecurityException e) {
            throw unusable("The folder of secrets cannot be read or written", folder, e);
        }
    }

    private boolean liesBeside(Path data) {
        Path parent = folder.getParent();
        return data.startsWith(folder)
                || folder.startsWith(data)
                || (parent != null && parent.equals(data.getParent()));
    }

    private void create() throws IOException, GeneralSecurityException {
        Path drawn = folder.resolve(".new-" + UUID.randomUUID());
        Files.createDirectory(drawn, OWNERS_FOLDER);
        for (String part : HASHING) {
            write(drawn.resolve(part), PredefinedPrfParameters.HMAC_SHA256_PRF);
        }
        write(drawn.resolve("wrapping-1.json"), PredefinedAeadParameters.AES256_GCM);
        sync(drawn);
        try {
            Files.move(drawn, keys, StandardCopyOption.ATOMIC_MOVE);
            sync(folder);
            LOG.atInfo().addKeyValue("secrets", folder).log("The installation's secrets were drawn; back them up now.");
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.isDirectory(keys)) {
                throw e;
            }
            delete(drawn);
        }
    }

    static void write(Path file, Parameters parameters) throws IOException, GeneralSecurityException {
        String json = TinkJsonProtoKeysetFormat.serializeKeyset(
                KeysetHandle.generateNew(parameters, TINK), TINK, InsecureSecretKeyAccess.get());
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, OWNERS_FILE)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(json);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path drawn) throws IOException {
        try (Stream<Path> parts = Files.list(drawn)) {
            for (Path part : parts.toList()) {
                Files.delete(part);
            }
        }
        Files.delete(drawn);
    }

    private Installation load() throws IOException, GeneralSecurityException {
        checkOwnersAlone(keys);
        Map<String, Hmac> hashing = new LinkedHashMap<>();
        TreeMap<Integer, Aead> wrapping = new TreeMap<>();
        try (Stream<Path> parts = Files.list(keys)) {
            for (Path part : parts.toList()) {
                checkOwnersAlone(part);
                String name = String.valueOf(part.getFileName());
                Matcher epoch = WRAPPING.matcher(name);
                if (epoch.matches()) {
                    wrapping.put(Integer.valueOf(epoch.group(1)), wrappingKey(part));
                } else if (HASHING.contains(name)) {
                    hashing.put(name, hashingKey(part));
                } else {
                    throw unusable("The folder of secrets holds a file that is not its own", part, null);
                }
            }
        }
        if (wrapping.isEmpty()) {
            throw unusable("A part of the installation's secrets is missing; restore it from its backup", keys, null);
        }
        return new Installation(
                new LocalWrappingKeys(wrapping),
                part(hashing, MATCH_KEYS),
                part(hashing, SUPPRESSION),
                part(hashing, DIRECTORY),
                part(hashing, CONTENT),
                PartnerKeys.read(folder));
    }

    private Hmac part(Map<String, Hmac> hashing, String name) {
        Hmac hmac = hashing.get(name);
        if (hmac == null) {
            throw unusable(
                    "A part of the installation's secrets is missing; restore it from its backup",
                    keys.resolve(name),
                    null);
        }
        return hmac;
    }

    private static Aead wrappingKey(Path file) throws IOException {
        try {
            return keyset(file).getPrimitive(TINK, Aead.class);
        } catch (GeneralSecurityException e) {
            throw damaged(file);
        }
    }

    @AccessesPartialKey
    private static Hmac hashingKey(Path file) throws IOException {
        try {
            if (keyset(file).getPrimary().getKey() instanceof HmacPrfKey key) {
                return new Hmac(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()));
            }
            throw damaged(file);
        } catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    static KeysetHandle keyset(Path file) throws IOException, GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), TINK, InsecureSecretKeyAccess.get());
    }

    // Without its cause: a parser's message may quote what it read.
    private static InstallationUnusable damaged(Path file) {
        return unusable("A part of the installation's secrets is damaged; restore it from its backup", file, null);
    }

    static void checkOwnersAlone(Path path) throws IOException {
        if (!OWNER.containsAll(Files.getPosixFilePermissions(path))) {
            throw unusable("Others than the owner may use the installation's secrets; run chmod go-rwx", path, null);
        }
    }

    static InstallationUnusable unusable(String sentence, Path path, @Nullable Throwable cause) {
        String message = sentence + ": " + path;
        return cause == null ? new InstallationUnusable(message) : new InstallationUnusable(message, cause);
    }
}
