package org.consentledger.seal;

import org.consentledger.seal.Malformed.Flaw;

/**
 * Which tile of the tree: those of level 0 hold leaf hashes, and every other one the roots of full tiles below it.
 *
 * @param level 0 to 63
 */
public record TileId(int level, TileRange range) {
    /** Levels of nodes between two levels of tiles. */
    static final int HEIGHT = 8;

    private static final int MOST_LEVEL = 63;

    public TileId {
        if (level < 0 || level > MOST_LEVEL) {
            throw new Malformed(Flaw.TILE);
        }
    }

    /** The tile with this index in a tree of {@code size} leaves; throws {@link Malformed} where the tree has none. */
    public static TileId in(long size, int level, long index) {
        return new TileId(level, TileRange.in(nodes(size, level), index));
    }

    /** How many nodes the level of tiles has in a tree of {@code size} leaves. */
    static long nodes(long size, int level) {
        return level * HEIGHT >= Long.SIZE ? 0 : size >>> (level * HEIGHT);
    }

    /** Whether a tree of {@code size} leaves has all of its nodes. */
    public boolean isIn(long size) {
        return range.end() <= nodes(size, level);
    }

    /** How it stands in addresses, behind {@code tile/}. */
    public String path() {
        return level + "/" + range.path();
    }
}
