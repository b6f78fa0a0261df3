package org.consentledger.seal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tree of a given size as its tiles hold it: its root, and the proofs in it. Each answer reads a handful of tiles at once.
 *
 * <p>What the tiles say is not believed: whoever hands on a root or a proof checks it against a head first.
 *
 * <p>Source: RFC 6962 section 2.1.
 *
 * @param size number of leaves, below 2^63
 */
public record TileTree(long size, TileReader reader) {
    public TileTree {
        if (size < 0) {
            throw new IllegalArgumentException("tiles hold no such tree");
        }
    }

    /** Size and root. */
    public TreeHead head() {
        return size == 0
                ? Frontier.EMPTY.head()
                : new TreeHead(size, roots(List.of(new Subtree(0, size))).getFirst());
    }

    /**
     * The audit path of leaf {@code index}, from the leaf up.
     *
     * @throws IllegalArgumentException where the tree has no such leaf
     */
    public List<byte[]> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the tree has no such leaf");
        }
        var siblings = new ArrayList<Subtree>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long middle = start + largestPowerBelow(end - start);
            if (index < middle) {
                siblings.add(new Subtree(middle, end));
                end = middle;
            } else {
                siblings.add(new Subtree(start, middle));
                start = middle;
            }
        }
        return roots(siblings.reversed());
    }

    /**
     * The proof that this tree extends its first {@code older} leaves; empty where that is none or all of them.
     *
     * @throws IllegalArgumentException where the tree has not so many
     */
    public List<byte[]> consistency(long older) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException("the tree has not so many leaves");
        }
        return older == 0 ? List.of() : roots(outsideOf(older).reversed());
    }

    /* SUBPROOF of RFC 6962 section 2.1.2 from the root down. */
    private List<Subtree> outsideOf(long older) {
        var parts = new ArrayList<Subtree>();
        long start = 0;
        long end = size;
        while (older < end) {
            long middle = start + largestPowerBelow(end - start);
            if (older <= middle) {
                parts.add(new Subtree(middle, end));
                end = middle;
            } else {
                parts.add(new Subtree(start, middle));
                start = middle;
            }
        }
        if (start > 0) {
            parts.add(new Subtree(start, end));
        }
        return parts;
    }

    private List<byte[]> roots(List<Subtree> subtrees) {
        Set<TileId> needed = new HashSet<>();
        subtrees.forEach(subtree -> subtree.collectTiles(size, needed));
        Map<TileId, byte[]> tiles = needed.isEmpty() ? Map.of() : reader.read(needed);
        var hash = new TreeHash();
        return subtrees.stream().map(subtree -> subtree.root(size, tiles, hash)).toList();
    }

    private static long largestPowerBelow(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
