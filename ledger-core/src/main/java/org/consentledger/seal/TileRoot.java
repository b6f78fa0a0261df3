package org.consentledger.seal;

import static org.consentledger.seal.TreeHash.HASH_BYTES;

import java.util.Arrays;

/** The root over the nodes of a tile, or of a part of one whose number is a power of two. */
public final class TileRoot {
    private TileRoot() {}

    /** The root over these hashes, end to end; throws {@link IllegalArgumentException} where their number is no power of two. */
    public static byte[] of(byte[] hashes) {
        if (hashes.length == 0 || hashes.length % HASH_BYTES > 0 || Integer.bitCount(hashes.length / HASH_BYTES) > 1) {
            throw new IllegalArgumentException("their number is no power of two");
        }
        return of(new TreeHash(), hashes);
    }

    /* Level by level, each pair's parent put where the level above begins: at the front. */
    static byte[] of(TreeHash hash, byte[] hashes) {
        byte[] level = hashes.clone();
        for (int nodes = level.length / HASH_BYTES; nodes > 1; nodes /= 2) {
            for (int i = 0; i < nodes / 2; i++) {
                int left = 2 * i * HASH_BYTES;
                hash.mergeBefore(level, left + 2 * HASH_BYTES);
                System.arraycopy(level, left, level, i * HASH_BYTES, HASH_BYTES);
            }
        }
        return Arrays.copyOf(level, HASH_BYTES);
    }
}
