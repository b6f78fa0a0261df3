package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.consentledger.law.SuppressionKey;
import org.jspecify.annotations.Nullable;

/**
 * The secrets of one installation, all nodes of it: drawn once, at the first start, and needed for ever after. Who loses
 * them loses every value; who reads them can try every phone number there is. Safe for any number of threads.
 */
public final class Installation {
    private static final int IDLE = 64;

    private final WrappingKeys wrapping;
    private final Hmac matchKeys;
    private final Hmac suppression;
    private final Hmac directory;
    private final Hmac content;
    // Their key schedule costs as much as a hash.
    private final Queue<ContentHashes> idle = new ArrayBlockingQueue<>(IDLE);
    private final Map<String, Profile> keyed;

    Installation(
            WrappingKeys wrapping,
            Hmac matchKeys,
            Hmac suppression,
            Hmac directory,
            Hmac content,
            Map<String, Profile> keyed) {
        this.wrapping = wrapping;
        this.matchKeys = matchKeys;
        this.suppression = suppression;
        this.directory = directory;
        this.content = content;
        this.keyed = Map.copyOf(keyed);
    }

    /**
     * The installation whose secrets are kept in {@code folder}; draws them where the folder is empty or absent.
     *
     * @param data the folder of the database where it is on this machine, so that a warning can be given when secrets and
     *     data lie together; null where it is elsewhere
     * @throws InstallationUnusable where others can read the folder, or a part is missing or damaged
     */
    public static Installation open(Path folder, @Nullable Path data) {
        return new SecretsFolder(folder).open(data);
    }

    /**
     * The installation whose secrets are kept in {@code folder}, as {@link #open} finds them; draws none.
     *
     * @throws InstallationUnusable where they are missing as well
     */
    public static Installation kept(Path folder, @Nullable Path data) {
        return new SecretsFolder(folder).kept(data);
    }

    /**
     * The profiles called {@code names}: documented ones, and keyed ones whose partner's key is among the secrets;
     * {@link Profiles#DOCUMENTED} stands for all documented ones, and the identity's is always among them.
     *
     * @throws InstallationUnusable where a name is not known
     */
    public Profiles profiles(List<String> names) {
        return Profiles.named(names, keyed);
    }

    /** What tells a keyed profile from another of its name: 32 bytes that tell nothing of its key. Null for a documented one. */
    byte @Nullable [] fingerprint(Profile profile) {
        byte[] fingerprint = profile.fingerprint();
        return fingerprint == null ? null : directory.of("profile|", fingerprint);
    }

    /** The match key of a value's hash. */
    public MatchKey matchKey(Sha256 sha256) {
        return MatchKey.of(matchKeys.of("", sha256.bytes()));
    }

    /** What suppression knows a match key by. */
    public SuppressionKey suppressionKey(MatchKey matchKey) {
        return new SuppressionKey(HexFormat.of().formatHex(suppression.of("", matchKey.bytes())));
    }

    /** The same of many hashes, all of them found under {@code profiles}. */
    HashKeys hashKeys(long profiles) {
        return new HashKeys(matchKeys, suppression, profiles);
    }

    /** What reports of facts without a person are compared by. For one thread, which closes it. */
    public ContentHashes contentHashes() {
        ContentHashes kept = idle.poll();
        return kept == null ? new ContentHashes(content, idle) : kept;
    }

    /** The keys that persons' data keys are wrapped under. */
    WrappingKeys wrapping() {
        return wrapping;
    }

    /** What a key that a program asks with is found by: 32 bytes that tell nothing of it without the secret. */
    public byte[] accessKeyHash(String key) {
        return directory.of("access-key|", key.getBytes(StandardCharsets.UTF_8));
    }

    /** What the directory finds a person by: 32 bytes that tell nothing without the secret. */
    byte[] lookup(String label, byte[]... parts) {
        return directory.of(label, parts);
    }

    /** What tells these secrets from another installation's: 32 bytes that tell nothing of them. Wrapping keys change and have no part in it. */
    byte[] fingerprint() {
        String label = "fingerprint|";
        return directory.of(label, matchKeys.of(label), suppression.of(label), content.of(label));
    }

    /** Tells nothing of the secrets. */
    @Override
    public String toString() {
        return "Installation[hidden]";
    }
}
