package org.consentledger.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The leaves from {@code start} up to {@code end} (exclusive), where a tree has them as a subtree, and its root from tiles.
 *
 * <p>Source: RFC 6962 section 2.1.
 */
record Subtree(long start, long end) {
    /** A perfect subtree: {@code 2^height} leaves, the {@code position}th so many of the tree. */
    private record Perfect(int height, long position) {
        private int level() {
            return height / TileId.HEIGHT;
        }

        /** How many nodes of its tile lie under it. */
        private int width() {
            return 1 << (height % TileId.HEIGHT);
        }

        private long firstNode() {
            return position * width();
        }

        TileId tile(long size) {
            return TileId.in(size, level(), firstNode() / TileRange.FULL);
        }

        byte[] root(long size, Map<TileId, byte[]> tiles) {
            byte[] hashes = tiles.get(tile(size));
            if (hashes == null) {
                throw new IllegalStateException("a tile was not read");
            }
            int from = (int) (firstNode() % TileRange.FULL) * TreeHash.HASH_BYTES;
            return TileRoot.of(Arrays.copyOfRange(hashes, from, from + width() * TreeHash.HASH_BYTES));
        }
    }

    /** The perfect subtrees that it consists of, largest first. */
    private List<Perfect> perfect() {
        var parts = new ArrayList<Perfect>();
        long from = start;
        while (from < end) {
            int height = Long.SIZE - 1 - Long.numberOfLeadingZeros(end - from);
            parts.add(new Perfect(height, from >>> height));
            from += 1L << height;
        }
        return parts;
    }

    /** Adds the tiles of a tree of {@code size} leaves that the root is made of. */
    void collectTiles(long size, Set<TileId> tiles) {
        perfect().forEach(part -> tiles.add(part.tile(size)));
    }

    byte[] root(long size, Map<TileId, byte[]> tiles, TreeHash hash) {
        List<Perfect> parts = perfect();
        byte[] root = parts.getLast().root(size, tiles);
        for (Perfect part : parts.reversed().subList(1, parts.size())) {
            root = hash.node(part.root(size, tiles), root);
        }
        return root;
    }
}
