package org.consentledger.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The map of streams, or as many of its tiles as are needed: from each stream's label to its head. Two maps of the same streams
 * have the same root.
 *
 * <p>Single owner: one instance serves one thread at a time.
 */
public final class MapTree {
    private final Map<TilePath, MapTile> tiles;
    private final Set<TilePath> changed = new HashSet<>();
    private int deepest;

    /** The map without streams. */
    public MapTree() {
        this(Map.of());
    }

    /** The map whose tiles these are: for every label that will be asked about, all that {@link TilePath#of} leads to. */
    public MapTree(Map<TilePath, MapTile> tiles) {
        this.tiles = new HashMap<>(tiles);
    }

    /** Adds a fact to a stream; the root changes with the next {@link #seal}. */
    public void append(StreamLabel label, long place, byte[] leaf) {
        for (int depth = 0; ; depth++) {
            TilePath path = TilePath.of(label, depth);
            MapTile tile = depth == 0 ? top() : tile(path);
            int at = label.nibble(depth);
            switch (tile.child(at)) {
                case MapTile.Below _ -> {
                    continue;
                }
                case null -> put(path, tile.with(at, new MapTile.Stream(label, StreamHead.EMPTY.append(place, leaf))));
                case MapTile.Stream one
                when one.label().equals(label) ->
                    put(path, tile.with(at, new MapTile.Stream(label, one.head().append(place, leaf))));
                case MapTile.Stream other -> {
                    put(path, tile.with(at, new MapTile.Below(MapHash.empty())));
                    put(
                            TilePath.of(label, depth + 1),
                            MapTile.EMPTY.with(other.label().nibble(depth + 1), other));
                    continue;
                }
            }
            return;
        }
    }

    private void put(TilePath path, MapTile tile) {
        tiles.put(path, tile);
        changed.add(path);
        deepest = Math.max(deepest, path.depth());
    }

    /**
     * Brings every hash up to what was appended.
     *
     * @return the tiles that are others than before, by their paths
     */
    public Map<TilePath, MapTile> seal() {
        List<List<TilePath>> levels = new ArrayList<>();
        for (int depth = 0; depth <= deepest; depth++) {
            levels.add(new ArrayList<>());
        }
        changed.forEach(path -> levels.get(path.depth()).add(path));
        for (int depth = deepest; depth > 0; depth--) {
            for (TilePath path : levels.get(depth)) {
                TilePath above = path.above();
                tiles.put(
                        above,
                        tile(above)
                                .with(
                                        path.lastStep(),
                                        new MapTile.Below(tile(path).hash())));
                if (changed.add(above)) {
                    levels.get(depth - 1).add(above);
                }
            }
        }
        Map<TilePath, MapTile> others = new HashMap<>();
        changed.forEach(path -> others.put(path, tile(path)));
        changed.clear();
        deepest = 0;
        return others;
    }

    private MapTile top() {
        return tiles.getOrDefault(TilePath.ROOT, MapTile.EMPTY);
    }

    private MapTile tile(TilePath path) {
        MapTile tile = tiles.get(path);
        if (tile == null) {
            throw new IllegalStateException("the map lacks a tile that its other tiles name");
        }
        return tile;
    }

    /** The root as of the last {@link #seal}; 32 zero bytes for the map without streams. */
    public byte[] root() {
        return top().hash();
    }

    /**
     * Checks that the tiles lead to a root, each one that is at hand.
     *
     * @throws IllegalStateException where one of them was altered: whoever went on from it would sign what is not so
     */
    public void requireRoot(byte[] root) {
        boolean holds = Arrays.equals(root(), root);
        for (Map.Entry<TilePath, MapTile> tile : tiles.entrySet()) {
            if (tile.getKey().depth() > 0) {
                MapTile.Child above =
                        tile(tile.getKey().above()).child(tile.getKey().lastStep());
                holds &= above instanceof MapTile.Below below
                        && Arrays.equals(below.hash(), tile.getValue().hash());
            }
        }
        if (!holds) {
            throw new IllegalStateException("the tiles of the map do not lead to its root");
        }
    }

    /** The proof of what the map has under a label, as of the last {@link #seal}. */
    public MapProof prove(StreamLabel label) {
        List<byte[]> siblings = new ArrayList<>();
        MapTile.@Nullable Child child = top().follow(label, 0, siblings);
        for (int depth = 1; child instanceof MapTile.Below; depth++) {
            child = tile(TilePath.of(label, depth)).follow(label, depth, siblings);
        }
        return child instanceof MapTile.Stream(StreamLabel found, StreamHead head)
                ? new MapProof(siblings, new MapProof.End(found, head))
                : new MapProof(siblings, null);
    }

    /** The paths of all tiles that labels can lead to, up to a depth, each once and the upper ones first. */
    public static List<TilePath> paths(Collection<StreamLabel> labels, int deepest) {
        Set<TilePath> paths = new HashSet<>();
        for (StreamLabel label : labels) {
            for (int depth = 0; depth <= deepest; depth++) {
                paths.add(TilePath.of(label, depth));
            }
        }
        return paths.stream().sorted(Comparator.comparingInt(TilePath::depth)).toList();
    }
}
