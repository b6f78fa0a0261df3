package org.consentledger.seal;

import static org.consentledger.seal.InclusionProof.isRightChild;

import java.util.Arrays;
import java.util.List;

/**
 * The check that a tree extends an older one: the older leaves are its first ones, unaltered. Sizes are unsigned.
 *
 * <p>Source: RFC 9162 section 2.1.4.2; for subtrees, draft-ietf-plants-merkle-tree-certs, the same walk that does not
 * start at leaf 0.
 */
public final class ConsistencyProof {
    private ConsistencyProof() {}

    /**
     * Checks that the tree under {@code newer} extends the one under {@code older}. Every tree extends the empty one,
     * and itself, by the empty proof.
     *
     * @param proof the hashes in the order of RFC 6962 section 2.1.2
     */
    public static ProofResult verify(TreeHead older, TreeHead newer, List<byte[]> proof) {
        return verifySubtree(0, older.size(), older.root(), newer, proof);
    }

    /** Checks that {@code root} is the root over the leaves from {@code start} up to {@code end} (exclusive). */
    static ProofResult verifySubtree(long start, long end, byte[] root, TreeHead tree, List<byte[]> proof) {
        if (Long.compareUnsigned(end, tree.size()) > 0) {
            return ProofResult.SIZES_REVERSED;
        }
        if (!isSubtree(start, end)) {
            return ProofResult.NOT_A_SUBTREE;
        }
        if (!TreeHash.isHash(root) || !proof.stream().allMatch(TreeHash::isHash)) {
            return ProofResult.NOT_A_HASH;
        }
        return start == end ? verifyEmpty(root, proof) : new Walk(start, end, tree.size()).verify(root, tree, proof);
    }

    /** A subtree starts at a multiple of the smallest power of two that is not below its length. */
    static boolean isSubtree(long start, long end) {
        long length = end - start;
        if (Long.compareUnsigned(start, end) > 0) {
            return false;
        }
        return length == 0 || length == 1 || (start & (-1L >>> Long.numberOfLeadingZeros(length - 1))) == 0;
    }

    private static ProofResult verifyEmpty(byte[] root, List<byte[]> proof) {
        if (!proof.isEmpty()) {
            return ProofResult.WRONG_LENGTH;
        }
        return Arrays.equals(root, TreeHash.emptyRoot()) ? ProofResult.HOLDS : ProofResult.OLDER_ROOT_DIFFERS;
    }

    /* The positions, at the level reached, of the subtree's first node, of its last, and of the tree's last. The walk
     * starts at the largest perfect subtree that ends with the older leaves. While first and last differ, a left
     * sibling belongs to the older tree as well; a right sibling never does. */
    private static final class Walk {
        private final TreeHash hash = new TreeHash();
        private long first;
        private long last;
        private long treeLast;

        Walk(long start, long end, long size) {
            first = start;
            last = end - 1;
            treeLast = size - 1;
            boolean sameEnd = last == treeLast;
            while (first != last && (sameEnd || isRightChild(last))) {
                up();
            }
        }

        ProofResult verify(byte[] root, TreeHead tree, List<byte[]> proof) {
            boolean known = first == last;
            if (!known && proof.isEmpty()) {
                return ProofResult.WRONG_LENGTH;
            }
            byte[] seed = known ? root : proof.getFirst();
            byte[] older = seed;
            byte[] newer = seed;
            for (byte[] sibling : proof.subList(known ? 0 : 1, proof.size())) {
                if (treeLast == 0) {
                    return ProofResult.WRONG_LENGTH;
                }
                if (isRightChild(last) || last == treeLast) {
                    older = first == last ? older : hash.node(sibling, older);
                    newer = hash.node(sibling, newer);
                    upToRightChild();
                } else {
                    newer = hash.node(newer, sibling);
                }
                up();
            }
            return conclude(Arrays.equals(older, root), tree.hasRoot(newer));
        }

        private ProofResult conclude(boolean olderAgrees, boolean newerAgrees) {
            if (treeLast != 0) {
                return ProofResult.WRONG_LENGTH;
            }
            if (!olderAgrees) {
                return ProofResult.OLDER_ROOT_DIFFERS;
            }
            return newerAgrees ? ProofResult.HOLDS : ProofResult.ROOT_DIFFERS;
        }

        private void upToRightChild() {
            while (!isRightChild(last)) {
                up();
            }
        }

        private void up() {
            first >>>= 1;
            last >>>= 1;
            treeLast >>>= 1;
        }
    }
}
