package org.consentledger.seal;

import static org.consentledger.seal.TreeHash.HASH_BYTES;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The partial tiles at the right edge of a growing tree, to which leaves are appended. For one thread at a time. */
public final class TileEdge {
    private final TreeHash hash = new TreeHash();
    /** By level, room for a full tile each; how far it is filled follows from the size. */
    private final List<byte[]> levels = new ArrayList<>();

    private final List<Tile> full = new ArrayList<>();
    private long size;

    /** The edge of the tree without leaves. */
    public TileEdge() {}

    /** The edge of a tree of {@code size} leaves that tiles hold. */
    public static TileEdge of(long size, TileReader reader) {
        var edge = new TileEdge();
        Set<TileId> partial = partial(size);
        Map<TileId, byte[]> tiles = partial.isEmpty() ? Map.of() : reader.read(partial);
        tiles.forEach((tile, hashes) -> System.arraycopy(hashes, 0, edge.room(tile.level()), 0, hashes.length));
        edge.size = size;
        return edge;
    }

    private static Set<TileId> partial(long size) {
        Set<TileId> tiles = new HashSet<>();
        for (int level = 0; TileId.nodes(size, level) > 0; level++) {
            long nodes = TileId.nodes(size, level);
            if (nodes % TileRange.FULL > 0) {
                tiles.add(TileId.in(size, level, nodes / TileRange.FULL));
            }
        }
        return tiles;
    }

    /** How many leaves there are. */
    public long size() {
        return size;
    }

    /** Appends a leaf. */
    public void append(byte[] leafHash) {
        TreeHash.requireHash(leafHash);
        append(0, leafHash);
        size++;
    }

    private void append(int level, byte[] node) {
        long nodes = TileId.nodes(size, level);
        int at = (int) (nodes % TileRange.FULL);
        byte[] hashes = room(level);
        System.arraycopy(node, 0, hashes, at * HASH_BYTES, HASH_BYTES);
        if (at == TileRange.FULL - 1) {
            full.add(new Tile(
                    new TileId(level, new TileRange(nodes / TileRange.FULL, TileRange.FULL)), hashes.clone()));
            append(level + 1, TileRoot.of(hash, hashes));
        }
    }

    private byte[] room(int level) {
        while (levels.size() <= level) {
            levels.add(new byte[TileRange.FULL * HASH_BYTES]);
        }
        return levels.get(level);
    }

    /** The tiles that became full since this was last asked, and the partial ones. */
    public List<Tile> changed() {
        var changed = new ArrayList<>(full);
        full.clear();
        partial(size).forEach(id -> changed.add(new Tile(id, hashes(id))));
        return changed;
    }

    /** Size and root. */
    public TreeHead head() {
        return new TileTree(size, ids -> {
                    Map<TileId, byte[]> tiles = new HashMap<>();
                    ids.forEach(id -> tiles.put(id, hashes(id)));
                    return tiles;
                })
                .head();
    }

    private byte[] hashes(TileId id) {
        return Arrays.copyOf(room(id.level()), id.range().width() * HASH_BYTES);
    }
}
