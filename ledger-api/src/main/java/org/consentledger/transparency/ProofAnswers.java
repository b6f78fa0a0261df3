package org.consentledger.transparency;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.consentledger.checkpoints.Proofs;
import org.consentledger.checkpoints.Published;
import org.consentledger.checkpoints.Trouble;
import org.jspecify.annotations.Nullable;

/** What is answered about the log, and its proofs. Hashes are in Base64, as in notes. */
final class ProofAnswers {
    private ProofAnswers() {}

    /**
     * The log that this ledger is.
     *
     * @param keys every key that ever signed
     * @param newest the newest checkpoint that is handed out; absent before the first one
     * @param trouble why nothing is signed any more; absent while all is well
     */
    public record LogAnswer(
            @Nullable String origin,
            List<KeyAnswer> keys,
            @Nullable CheckpointAnswer newest,
            @Nullable SigningTrouble trouble) {}

    /**
     * A key that signs, or signed.
     *
     * @param key the verifier key
     * @param signs whether it signs still
     */
    public record KeyAnswer(String key, boolean signs) {}

    /**
     * Why nothing is signed any more.
     *
     * @param type as docs/operating.md names it
     */
    public record SigningTrouble(String type, String sentence) {
        static SigningTrouble of(Trouble trouble) {
            return new SigningTrouble(trouble.name().toLowerCase(Locale.ROOT).replace('_', '-'), trouble.sentence());
        }
    }

    /**
     * A checkpoint.
     *
     * @param root in Base64
     * @param note the signed note that says so
     */
    public record CheckpointAnswer(long size, String root, Instant signedAt, String note) {
        static CheckpointAnswer of(Published published) {
            return new CheckpointAnswer(
                    published.size(),
                    base64(published.checkpoint().head().root()),
                    published.signedAt(),
                    published.note().toString());
        }
    }

    /**
     * That a fact stands at its place.
     *
     * @param index of its leaf, the place less one
     * @param leaf the leaf's hash
     * @param path the audit path, from the leaf up
     */
    public record InclusionAnswer(long place, long index, String leaf, List<String> path, CheckpointAnswer checkpoint) {
        static InclusionAnswer of(Proofs.Inclusion inclusion) {
            return new InclusionAnswer(
                    inclusion.place(),
                    inclusion.place() - 1,
                    base64(inclusion.leaf()),
                    all(inclusion.path()),
                    CheckpointAnswer.of(inclusion.checkpoint()));
        }
    }

    /** That the tree of one checkpoint begins with that of another. */
    public record ConsistencyAnswer(CheckpointAnswer older, CheckpointAnswer newer, List<String> path) {
        static ConsistencyAnswer of(Published older, Published newer, List<byte[]> path) {
            return new ConsistencyAnswer(CheckpointAnswer.of(older), CheckpointAnswer.of(newer), all(path));
        }
    }

    private static List<String> all(List<byte[]> hashes) {
        return hashes.stream().map(ProofAnswers::base64).toList();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
