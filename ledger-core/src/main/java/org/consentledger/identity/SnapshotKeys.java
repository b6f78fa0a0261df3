package org.consentledger.identity;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.UUID;

/**
 * Keys of what a node writes down of its memory: one for each snapshot, drawn for it and destroyed with it, so that whoever is
 * erased is in no snapshot that can be read once the next one is written. They lie in the folder of secrets.
 */
public final class SnapshotKeys {
    private final Path folder;

    private SnapshotKeys(Path folder) {
        this.folder = folder;
    }

    /** Those below the installation's folder of secrets. */
    public static SnapshotKeys in(Path secrets) {
        return new SnapshotKeys(secrets.resolve("snapshots"));
    }

    /**
     * Seals what is written under a key that is drawn and kept for {@code snapshot}, to whose first bytes it is bound.
     *
     * @throws IOException where the key cannot be kept
     */
    public OutputStream sealing(UUID snapshot, byte[] firstBytes, OutputStream to) throws IOException {
        Files.createDirectories(folder, SecretsFolder.OWNERS_FOLDER);
        try {
            SecretsFolder.write(file(snapshot), PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
            SecretsFolder.sync(folder);
            return key(snapshot).newEncryptingStream(to, firstBytes);
        } catch (GeneralSecurityException _) {
            throw new IOException("The key of a snapshot could not be drawn.");
        }
    }

    /**
     * Opens what was sealed; reading fails where it was changed or cut short.
     *
     * @throws IOException where the key is gone or the bytes are not what was sealed
     */
    public InputStream opening(UUID snapshot, byte[] firstBytes, InputStream from) throws IOException {
        try {
            SecretsFolder.checkOwnersAlone(folder);
            return key(snapshot).newDecryptingStream(from, firstBytes);
        } catch (GeneralSecurityException _) {
            // Without its cause: a parser's message may quote what it read.
            throw new IOException("A snapshot does not open under its key.");
        }
    }

    private StreamingAead key(UUID snapshot) throws IOException, GeneralSecurityException {
        return SecretsFolder.keyset(file(snapshot)).getPrimitive(SecretsFolder.TINK, StreamingAead.class);
    }

    /** Destroys the key of a snapshot, if there is one. */
    public void destroy(UUID snapshot) throws IOException {
        Files.deleteIfExists(file(snapshot));
    }

    private Path file(UUID snapshot) {
        return folder.resolve(snapshot + ".json");
    }
}
