package org.consentledger.seal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A tree over given leaf hashes that follows the recursive definitions word by word, to hold the fast code to.
 *
 * <p>Source: RFC 6962 section 2.1; SUBTREE_SUBPROOF of draft-ietf-plants-merkle-tree-certs.
 */
final class NaiveTree {
    private record Range(int start, int end) {}

    private final TreeHash hash = new TreeHash();
    private final List<byte[]> leaves;
    private final Map<Range, byte[]> known = new HashMap<>();

    NaiveTree(List<byte[]> leaves) {
        this.leaves = List.copyOf(leaves);
    }

    TreeHead head(int size) {
        return new TreeHead(size, root(0, size));
    }

    byte[] leaf(int index) {
        return leaves.get(index);
    }

    /** MTH(D[start:end]). */
    byte[] root(int start, int end) {
        var range = new Range(start, end);
        byte[] found = known.get(range);
        if (found == null) {
            found = compute(start, end);
            known.put(range, found);
        }
        return found;
    }

    private byte[] compute(int start, int end) {
        if (start == end) {
            return TreeHash.emptyRoot();
        }
        if (end - start == 1) {
            return leaves.get(start);
        }
        int middle = start + largestPowerBelow(end - start);
        return hash.node(root(start, middle), root(middle, end));
    }

    /** The roots of the perfect subtrees of the first {@code size} leaves, largest first, end to end. */
    byte[] frontier(int size) {
        var bytes = new byte[TreeHash.HASH_BYTES * Integer.bitCount(size)];
        int start = 0;
        int offset = 0;
        for (int left = size; left > 0; left -= Integer.highestOneBit(left)) {
            int end = start + Integer.highestOneBit(left);
            System.arraycopy(root(start, end), 0, bytes, offset, TreeHash.HASH_BYTES);
            start = end;
            offset += TreeHash.HASH_BYTES;
        }
        return bytes;
    }

    /** PATH(index - start, D[start:end]); {@code index} counts from the first leaf of the tree. */
    List<byte[]> inclusion(int index, int start, int end) {
        if (end - start == 1) {
            return List.of();
        }
        int middle = start + largestPowerBelow(end - start);
        return index < middle
                ? plus(inclusion(index, start, middle), root(middle, end))
                : plus(inclusion(index, middle, end), root(start, middle));
    }

    /** PROOF(older, D[0:newer]). */
    List<byte[]> consistency(int older, int newer) {
        return subtree(0, older, newer);
    }

    /** SUBTREE_PROOF(start, end, D[0:size]); an empty subtree needs no proof. */
    List<byte[]> subtree(int start, int end, int size) {
        return start == end ? List.of() : subproof(start, end, 0, size, true);
    }

    private List<byte[]> subproof(int start, int end, int from, int to, boolean known) {
        if (start == from && end == to) {
            return known ? List.of() : List.of(root(from, to));
        }
        int middle = from + largestPowerBelow(to - from);
        if (end <= middle) {
            return plus(subproof(start, end, from, middle, known), root(middle, to));
        }
        if (start >= middle) {
            return plus(subproof(start, end, middle, to, known), root(from, middle));
        }
        return plus(subproof(middle, end, middle, to, false), root(from, middle));
    }

    private static int largestPowerBelow(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static List<byte[]> plus(List<byte[]> path, byte[] last) {
        var longer = new ArrayList<>(path);
        longer.add(last);
        return longer;
    }
}
