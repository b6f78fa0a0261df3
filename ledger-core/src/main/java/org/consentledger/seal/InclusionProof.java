package org.consentledger.seal;

import java.util.List;

/**
 * The check that a leaf stands at its index in a tree. Indices and sizes are unsigned.
 *
 * <p>Source: RFC 9162 section 2.1.3.2, which accepts the audit paths of RFC 6962 section 2.1.1.
 */
public final class InclusionProof {
    private InclusionProof() {}

    /**
     * Checks that {@code leafHash} is leaf {@code index}, from 0, of the tree under {@code head}.
     *
     * @param path the audit path: the sibling hashes from the leaf up; empty in a tree of one leaf
     */
    public static ProofResult verify(long index, byte[] leafHash, List<byte[]> path, TreeHead head) {
        if (Long.compareUnsigned(index, head.size()) >= 0) {
            return ProofResult.INDEX_BEYOND_SIZE;
        }
        if (!TreeHash.isHash(leafHash) || !path.stream().allMatch(TreeHash::isHash)) {
            return ProofResult.NOT_A_HASH;
        }
        return climb(index, leafHash, path, head);
    }

    /* node and last are the positions, at the level reached, of the leaf's ancestor and of the level's rightmost
     * node. An ancestor that is the rightmost without being a right child has no sibling until it becomes one. */
    private static ProofResult climb(long index, byte[] leafHash, List<byte[]> path, TreeHead head) {
        var hash = new TreeHash();
        long node = index;
        long last = head.size() - 1;
        byte[] root = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return ProofResult.WRONG_LENGTH;
            }
            if (isRightChild(node) || node == last) {
                root = hash.node(sibling, root);
                int lone = Long.numberOfTrailingZeros(node);
                node >>>= lone;
                last >>>= lone;
            } else {
                root = hash.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            return ProofResult.WRONG_LENGTH;
        }
        return head.hasRoot(root) ? ProofResult.HOLDS : ProofResult.ROOT_DIFFERS;
    }

    /** Whether the node at this position of its level has its sibling on the left. */
    static boolean isRightChild(long node) {
        return (node & 1) == 1;
    }
}
