package org.consentledger.seal;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A tree's size and root: what a checkpoint signs and an answer is pinned to.
 *
 * <p>Two heads are equal when both parts are. Throws {@link IllegalArgumentException} for a root that is not a hash, or
 * a size of 0 with another root than the empty tree's.
 *
 * @param size the number of leaves, unsigned
 * @param root 32 bytes, copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // the array is copied, and compared by content
public record TreeHead(long size, byte[] root) {
    public TreeHead {
        TreeHash.requireHash(root);
        if (size == 0 && !Arrays.equals(root, TreeHash.emptyRoot())) {
            throw new IllegalArgumentException("a tree without leaves has one root only");
        }
        root = root.clone();
    }

    @Override
    public byte[] root() {
        return root.clone();
    }

    /** The root as 64 lower-case hexadecimal digits. */
    public String rootHex() {
        return HexFormat.of().formatHex(root);
    }

    boolean hasRoot(byte[] hash) {
        return Arrays.equals(root, hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeHead that && size == that.size && Arrays.equals(root, that.root);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.hashCode(root);
    }

    @Override
    public String toString() {
        return "TreeHead[size=" + Long.toUnsignedString(size) + ", root=" + rootHex() + "]";
    }
}
