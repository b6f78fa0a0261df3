package org.consentledger.seal;

import java.util.Map;
import java.util.Set;

/** Where the tiles of a tree are kept. */
@FunctionalInterface
public interface TileReader {
    /**
     * The hashes of each of these tiles, end to end.
     *
     * @throws IllegalStateException where one is not there in its width
     */
    Map<TileId, byte[]> read(Set<TileId> tiles);
}
