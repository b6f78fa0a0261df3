package org.consentledger.seal;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proof of what a map of streams has under one label: a stream with all its facts, or nothing.
 *
 * @param siblings the hashes beside the way from the root down to where it ends, at most 256
 * @param end the stream that the way ends at, the one asked about or another in its place; null where there is none
 */
public record MapProof(List<byte[]> siblings, @Nullable End end) {
    private static final int MOST = 256;

    public MapProof {
        siblings = List.copyOf(siblings);
    }

    /** The stream that a way ends at. */
    public record End(StreamLabel label, StreamHead head) {}

    /**
     * Checks that the map under {@code root} has exactly {@code head} under {@code label}; of the empty head, that it has no
     * such stream.
     */
    public ProofResult verify(StreamLabel label, StreamHead head, byte[] root) {
        if (!TreeHash.isHash(root) || !siblings.stream().allMatch(TreeHash::isHash)) {
            return ProofResult.NOT_A_HASH;
        }
        if (siblings.size() > MOST || (end != null && !end.label().agrees(label, siblings.size()))) {
            return ProofResult.WRONG_LENGTH;
        }
        StreamHead found = end != null && end.label().equals(label) ? end.head() : StreamHead.EMPTY;
        if (!found.equals(head)) {
            return ProofResult.STREAM_DIFFERS;
        }
        return Arrays.equals(climb(label), root) ? ProofResult.HOLDS : ProofResult.ROOT_DIFFERS;
    }

    private byte[] climb(StreamLabel label) {
        var hash = new MapHash();
        byte[] node = end == null ? MapHash.empty() : hash.leaf(end.label(), end.head());
        for (int level = siblings.size() - 1; level >= 0; level--) {
            byte[] sibling = siblings.get(level);
            node = label.bit(level) ? hash.node(sibling, node) : hash.node(node, sibling);
        }
        return node;
    }
}
