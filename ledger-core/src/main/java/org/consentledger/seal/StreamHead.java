package org.consentledger.seal;

import java.util.Arrays;

/**
 * What the map commits to of one stream: how many facts it has, and the chain of all their places and leaf hashes, in order of
 * place. No fact can be left out, put in, or moved without another chain.
 *
 * @param count how many facts the stream has
 * @param chain 32 zero bytes for the empty stream; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, and made by the million: not copied
public record StreamHead(long count, byte[] chain) {
    /** The stream without facts, which has no leaf in the map. */
    public static final StreamHead EMPTY = new StreamHead(0, MapHash.empty());

    public StreamHead {
        TreeHash.requireHash(chain);
        if (count < 0 || (count == 0 && !Arrays.equals(chain, MapHash.empty()))) {
            throw new IllegalArgumentException("a stream without facts has one head only");
        }
    }

    /** The stream with one more fact, of the leaf hash that the ledger's tree has at this place. */
    public StreamHead append(long place, byte[] leaf) {
        TreeHash.requireHash(leaf);
        return new StreamHead(count + 1, new MapHash().link(chain, place, leaf));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamHead that && count == that.count && Arrays.equals(chain, that.chain);
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(count) + Arrays.hashCode(chain);
    }

    @Override
    public String toString() {
        return "StreamHead[count=" + count + "]";
    }
}
