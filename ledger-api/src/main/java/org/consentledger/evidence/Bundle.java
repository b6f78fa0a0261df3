package org.consentledger.evidence;

import java.util.Base64;
import java.util.List;
import org.consentledger.law.Policy;
import org.consentledger.seal.MapProof;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer to take away, as it is written: docs/reference/evidence.md. Hashes are in Base64, labels in hex.
 *
 * @param format tells later forms from this one
 * @param checkpoint the signed note
 * @param keys verifier keys, one for each signature of the checkpoint, in their order
 * @param answer what {@code /v1/questions} answers, or whose history it is
 * @param draft the draft asked under, if one was
 * @param suppression what suppression knows the collections' values by, in order of place
 * @param streams all that the answer rests on, by name
 * @param facts of those streams that the ledger size reaches, in order of place
 * @param sha256 of all the bytes, those of this field left out, in hex
 */
public record Bundle(
        String format,
        String checkpoint,
        List<String> keys,
        ObjectNode answer,
        @Nullable Policy draft,
        List<Suppressible> suppression,
        List<ShownStream> streams,
        List<SealedFact> facts,
        @Nullable String sha256) {
    static final String FORMAT = "consentledger-evidence-1";

    Bundle with(String digest) {
        return new Bundle(format, checkpoint, keys, answer, draft, suppression, streams, facts, digest);
    }

    /** What stands for a hash. */
    static String written(byte[] hash) {
        return Base64.getEncoder().encodeToString(hash);
    }

    static List<String> written(List<byte[]> hashes) {
        return hashes.stream().map(Bundle::written).toList();
    }

    /**
     * What suppression knows a collection's value by.
     *
     * @param labels of the streams in which erasures that suppress the value would lie, sorted
     */
    public record Suppressible(long place, List<String> labels) {}

    /**
     * A stream.
     *
     * @param name what its label is the hash of, or
     * @param label where the name is kept back
     * @param places of its facts that the ledger size reaches
     * @param later its facts behind that
     * @param siblings the hashes beside the way from the map's root down to where it ends
     * @param end of a stream without facts the stream in whose place it would stand, if there is one
     */
    public record ShownStream(
            @Nullable String name,
            @Nullable String label,
            List<Long> places,
            List<LaterFact> later,
            List<String> siblings,
            @Nullable OtherStream end) {}

    /** A fact of which only that it is there is shown. */
    public record LaterFact(long place, String leaf) {}

    /** Another stream. */
    public record OtherStream(String label, long count, String chain) {
        static OtherStream of(MapProof.End end) {
            return new OtherStream(
                    end.label().hex(), end.head().count(), written(end.head().chain()));
        }
    }

    /**
     * A fact as the ledger stores it.
     *
     * @param path the audit path from its leaf to the checkpoint's root
     */
    public record SealedFact(long place, String entry, List<String> path) {}
}
