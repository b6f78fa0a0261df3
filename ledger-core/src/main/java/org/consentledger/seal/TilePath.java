package org.consentledger.seal;

import java.util.Arrays;

/**
 * Which tile of the map: the groups of four bits that lead to it from the root.
 *
 * @param bytes their number, then two in each byte, the first one higher; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, and made by the million: not copied
public record TilePath(byte[] bytes) {
    /** The path of the tile above all others. */
    public static final TilePath ROOT = new TilePath(new byte[1]);

    /** The path of the tile that {@code depth} steps, at most 63, along a label lead to. */
    public static TilePath of(StreamLabel label, int depth) {
        byte[] bytes = new byte[1 + (depth + 1) / 2];
        bytes[0] = (byte) depth;
        System.arraycopy(label.bytes(), 0, bytes, 1, bytes.length - 1);
        if (depth % 2 == 1) {
            bytes[bytes.length - 1] &= (byte) 0xf0;
        }
        return new TilePath(bytes);
    }

    /** How many steps it is away from the root. */
    public int depth() {
        return bytes[0];
    }

    TilePath above() {
        byte[] above = Arrays.copyOf(bytes, 1 + depth() / 2);
        above[0] = (byte) (depth() - 1);
        if (above.length > 1 && depth() % 2 == 0) {
            above[above.length - 1] &= (byte) 0xf0;
        }
        return new TilePath(above);
    }

    int lastStep() {
        return (bytes[bytes.length - 1] >> (depth() % 2 == 1 ? 4 : 0)) & 0x0f;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TilePath that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TilePath[depth=" + depth() + "]";
    }
}
