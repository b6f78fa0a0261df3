package org.consentledger.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.consentledger.seal.Malformed.Flaw;

/**
 * The entries of up to 256 leaves end to end, each behind its length in two bytes.
 *
 * <p>Source: C2SP tlog-tiles, "Log entries".
 */
public final class EntryBundle {
    private static final int LENGTH_BYTES = 2;
    private static final int MOST_ENTRY_BYTES = 0xffff;

    private EntryBundle() {}

    /** The bundle of these entries. Throws {@link IllegalArgumentException} for one that is longer than 65,535 bytes. */
    public static byte[] of(List<byte[]> entries) {
        byte[][] parts = new byte[2 * entries.size()][];
        for (int i = 0; i < entries.size(); i++) {
            int length = entries.get(i).length;
            if (length > MOST_ENTRY_BYTES) {
                throw new IllegalArgumentException("an entry has at most 65535 bytes");
            }
            parts[2 * i] = new byte[] {(byte) (length >>> Byte.SIZE), (byte) length};
            parts[2 * i + 1] = entries.get(i);
        }
        return Bytes.join(parts);
    }

    /** The entries of a bundle. Throws {@link Malformed} where it is cut short, or holds none or more than 256. */
    public static List<byte[]> parse(byte[] bundle) {
        var entries = new ArrayList<byte[]>();
        int at = 0;
        while (at < bundle.length && entries.size() < TileRange.FULL) {
            int start = at + LENGTH_BYTES;
            int end = start > bundle.length ? start : start + length(bundle, at);
            if (end > bundle.length) {
                throw new Malformed(Flaw.BUNDLE);
            }
            entries.add(Arrays.copyOfRange(bundle, start, end));
            at = end;
        }
        if (entries.isEmpty() || at < bundle.length) {
            throw new Malformed(Flaw.BUNDLE);
        }
        return entries;
    }

    private static int length(byte[] bundle, int at) {
        return ((bundle[at] & 0xff) << Byte.SIZE) | (bundle[at + 1] & 0xff);
    }
}
