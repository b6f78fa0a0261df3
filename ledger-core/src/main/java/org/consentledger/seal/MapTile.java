package org.consentledger.seal;

import static org.consentledger.seal.TreeHash.HASH_BYTES;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Four levels of the map: sixteen places for streams, and for tiles below. A stream stands in the highest tile in which nobody
 * else has its place.
 *
 * <p>Immutable. The bytes of a tile are an inner matter of whoever keeps it; what it hashes to is final.
 */
public final class MapTile {
    /* A part of the map hashes to zeros where it has no stream, to the stream's leaf where it has one, else to the node of its
     * halves. So the root is a function of the streams alone, whatever order they came in, and a proof is about as long as the
     * logarithm of their number. Source: CONIKS (Melara et al., USENIX Security 2015), section 3.1, whose leaves stand at
     * their shortest unique prefix as well. */

    static final int LEVELS = 4;
    static final int PLACES = 1 << LEVELS;

    private static final int COUNT_BYTES = Long.BYTES;
    private static final int STREAM_BYTES = HASH_BYTES + COUNT_BYTES + HASH_BYTES;
    private static final int MASKS_BYTES = 4;

    static final MapTile EMPTY = new MapTile(new @Nullable Child[PLACES]);

    private final @Nullable Child[] children;

    private MapTile(@Nullable Child[] children) {
        this.children = children;
    }

    /** What stands at one place of a tile. */
    sealed interface Child {}

    /** A stream that is alone below its place. */
    record Stream(StreamLabel label, StreamHead head) implements Child {}

    /** A tile below, with at least two streams, by its hash. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Below(byte[] hash) implements Child {}

    @Nullable
    Child child(int place) {
        return children[place];
    }

    MapTile with(int place, Child child) {
        @Nullable Child[] others = children.clone();
        others[place] = child;
        return new MapTile(others);
    }

    /** The hash of everything in and below the tile. */
    byte[] hash() {
        return hash(new MapHash(), 0, PLACES);
    }

    private byte[] hash(MapHash hash, int from, int to) {
        Child only = only(from, to);
        if (only instanceof Stream stream) {
            return hash.leaf(stream.label(), stream.head());
        }
        if (to - from == 1) {
            return only instanceof Below below ? below.hash() : MapHash.empty();
        }
        if (only == null && isEmpty(from, to)) {
            return MapHash.empty();
        }
        int middle = (from + to) / 2;
        return hash.node(hash(hash, from, middle), hash(hash, middle, to));
    }

    /** The one child between two places; null where there is none, or another. */
    private @Nullable Child only(int from, int to) {
        Child only = null;
        for (int place = from; place < to; place++) {
            if (children[place] != null) {
                if (only != null) {
                    return null;
                }
                only = children[place];
            }
        }
        return only;
    }

    private boolean isEmpty(int from, int to) {
        for (int place = from; place < to; place++) {
            if (children[place] != null) {
                return false;
            }
        }
        return true;
    }

    /**
     * Follows a label through the tile.
     *
     * @param depth levels of the map above the tile, divided by four
     * @param siblings where the hash beside each step is added
     * @return what the way ends at; null where there is nothing
     */
    @Nullable
    Child follow(StreamLabel label, int depth, List<byte[]> siblings) {
        var hash = new MapHash();
        int from = 0;
        int to = PLACES;
        while (to - from > 1) {
            if (isEmpty(from, to)) {
                return null;
            }
            if (only(from, to) instanceof Stream stream) {
                return stream;
            }
            int middle = (from + to) / 2;
            boolean right = label.nibble(depth) >= middle;
            siblings.add(right ? hash(hash, from, middle) : hash(hash, middle, to));
            from = right ? middle : from;
            to = right ? to : middle;
        }
        return children[from];
    }

    /** The tile's bytes: which places have streams, which have tiles below, then each place in order. */
    public byte[] toBytes() {
        int streams = 0;
        int below = 0;
        for (int place = 0; place < PLACES; place++) {
            streams |= children[place] instanceof Stream ? 1 << place : 0;
            below |= children[place] instanceof Below ? 1 << place : 0;
        }
        byte[] bytes =
                new byte[MASKS_BYTES + STREAM_BYTES * Integer.bitCount(streams) + HASH_BYTES * Integer.bitCount(below)];
        int at = number(bytes, 0, 2, streams);
        at = number(bytes, at, 2, below);
        for (Child child : children) {
            at = write(bytes, at, child);
        }
        return bytes;
    }

    private static int write(byte[] bytes, int at, @Nullable Child child) {
        return switch (child) {
            case null -> at;
            case Below one -> copy(bytes, at, one.hash());
            case Stream one ->
                copy(
                        bytes,
                        number(
                                bytes,
                                copy(bytes, at, one.label().bytes()),
                                COUNT_BYTES,
                                one.head().count()),
                        one.head().chain());
        };
    }

    private static int copy(byte[] bytes, int at, byte[] hash) {
        System.arraycopy(hash, 0, bytes, at, HASH_BYTES);
        return at + HASH_BYTES;
    }

    private static int number(byte[] bytes, int at, int length, long number) {
        for (int i = 0; i < length; i++) {
            bytes[at + i] = (byte) (number >>> (Byte.SIZE * (length - 1 - i)));
        }
        return at + length;
    }

    private static long number(byte[] bytes, int at, int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << Byte.SIZE) | Byte.toUnsignedLong(bytes[at + i]);
        }
        return number;
    }

    /**
     * The tile that {@link #toBytes} wrote.
     *
     * @throws IllegalArgumentException for a length that no tile has, which means that what was kept is damaged; a wrong hash
     *     shows only in the root
     */
    public static MapTile of(byte[] bytes) {
        int streams = bytes.length < MASKS_BYTES ? 0 : (int) number(bytes, 0, 2);
        int below = bytes.length < MASKS_BYTES ? 0 : (int) number(bytes, 2, 2);
        if (bytes.length
                        != MASKS_BYTES + STREAM_BYTES * Integer.bitCount(streams) + HASH_BYTES * Integer.bitCount(below)
                || (streams & below) != 0) {
            throw new IllegalArgumentException("a tile of the map has another length than its parts");
        }
        @Nullable Child[] children = new @Nullable Child[PLACES];
        int at = MASKS_BYTES;
        for (int place = 0; place < PLACES; place++) {
            if (((streams >> place) & 1) == 1) {
                children[place] = stream(bytes, at);
                at += STREAM_BYTES;
            } else if (((below >> place) & 1) == 1) {
                children[place] = new Below(hash(bytes, at));
                at += HASH_BYTES;
            }
        }
        return new MapTile(children);
    }

    private static Stream stream(byte[] bytes, int at) {
        int chain = at + HASH_BYTES + COUNT_BYTES;
        return new Stream(
                new StreamLabel(hash(bytes, at)),
                new StreamHead(number(bytes, at + HASH_BYTES, COUNT_BYTES), hash(bytes, chain)));
    }

    private static byte[] hash(byte[] bytes, int at) {
        return Arrays.copyOfRange(bytes, at, at + HASH_BYTES);
    }
}
