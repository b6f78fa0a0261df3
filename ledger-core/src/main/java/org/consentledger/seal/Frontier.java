package org.consentledger.seal;

import static org.consentledger.seal.TreeHash.HASH_BYTES;

import java.util.Arrays;

/**
 * The right edge of a tree: the roots of its perfect subtrees, largest first. It is all that appending needs.
 *
 * <p>One root per one-bit of the size, from the highest bit down. Immutable; equal when size and roots are.
 *
 * <p>Source: RFC 6962 section 2.1; the same hashes as a compact range [0, size) of transparency-dev/merkle.
 */
public final class Frontier {
    /** The frontier of the tree without leaves. */
    public static final Frontier EMPTY = new Frontier(0, new byte[0]);

    private final long size;
    private final byte[] roots;

    private Frontier(long size, byte[] roots) {
        this.size = size;
        this.roots = roots;
    }

    /**
     * The frontier that {@link #toBytes} wrote for a tree of {@code size} leaves. Throws
     * {@link IllegalArgumentException} for a negative size or a length that does not belong to the size, which means
     * that what was stored is damaged; a wrong hash shows only in the {@link #root}.
     */
    public static Frontier of(long size, byte[] bytes) {
        if (size < 0) {
            throw new IllegalArgumentException("a tree has no negative size");
        }
        if (bytes.length != HASH_BYTES * Long.bitCount(size)) {
            throw new IllegalArgumentException("a frontier has 32 bytes for each one-bit of its size");
        }
        return size == 0 ? EMPTY : new Frontier(size, bytes.clone());
    }

    /**
     * The roots end to end, largest subtree first: 32 bytes for each one-bit of the size, empty for the empty tree.
     *
     * <p>This layout is final: it is stored beside each tree head and is never written in another form.
     */
    public byte[] toBytes() {
        return roots.clone();
    }

    /** The number of leaves, which is the index of the next leaf and the last place of the ledger. */
    public long size() {
        return size;
    }

    /**
     * The frontier after these leaves, in this order; about one node hash per leaf. Throws
     * {@link IllegalArgumentException} if one is not 32 bytes, and
     * {@link ArithmeticException} beyond 2^63 - 1 leaves.
     */
    public Frontier append(byte[]... leafHashes) {
        if (leafHashes.length == 0) {
            return this;
        }
        long newSize = Math.addExact(size, leafHashes.length);
        var hash = new TreeHash();
        byte[] stack = Arrays.copyOf(roots, stackBytes(newSize));
        int end = roots.length;
        for (int i = 0; i < leafHashes.length; i++) {
            end = push(hash, stack, end, size + i, leafHashes[i]);
        }
        return new Frontier(newSize, Arrays.copyOf(stack, end));
    }

    /* A leaf is pushed as a tree of one. Two subtrees of equal size stand next to each other exactly where the old
     * size has a trailing one-bit: adding the leaf carries in the binary number as merging does on the stack. */
    private static int push(TreeHash hash, byte[] stack, int end, long oldSize, byte[] leafHash) {
        TreeHash.requireHash(leafHash);
        System.arraycopy(leafHash, 0, stack, end, HASH_BYTES);
        int top = end + HASH_BYTES;
        for (int carries = Long.numberOfTrailingZeros(~oldSize); carries > 0; carries--) {
            hash.mergeBefore(stack, top);
            top -= HASH_BYTES;
        }
        return top;
    }

    /** Room for a root per bit of any size on the way, and for the leaf that is being pushed. */
    private static int stackBytes(long newSize) {
        return HASH_BYTES * (Long.SIZE - Long.numberOfLeadingZeros(newSize) + 1);
    }

    /** The root of the tree, 32 bytes; SHA-256 of nothing for the empty tree. */
    public byte[] root() {
        if (size == 0) {
            return TreeHash.emptyRoot();
        }
        var hash = new TreeHash();
        byte[] stack = roots.clone();
        for (int end = stack.length; end > HASH_BYTES; end -= HASH_BYTES) {
            hash.mergeBefore(stack, end);
        }
        return Arrays.copyOf(stack, HASH_BYTES);
    }

    /** The head of the tree: its size and root. */
    public TreeHead head() {
        return new TreeHead(size, root());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frontier that && size == that.size && Arrays.equals(roots, that.roots);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(size) + Arrays.hashCode(roots);
    }

    @Override
    public String toString() {
        return "Frontier[size=" + size + "]";
    }
}
