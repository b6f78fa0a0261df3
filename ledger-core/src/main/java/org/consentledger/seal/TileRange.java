package org.consentledger.seal;

import java.util.regex.Pattern;
import org.consentledger.seal.Malformed.Flaw;

/**
 * Which part of its level a tile holds: {@code width} nodes or entries, from the {@code 256 * index}th on.
 *
 * <p>Source: C2SP tlog-tiles, "Merkle Tree".
 *
 * @param index from 0
 * @param width 1 to 256; less than 256 where the tree ends in it
 */
public record TileRange(long index, int width) {
    /** The width of a full tile. */
    public static final int FULL = 256;

    private static final long MOST = Long.MAX_VALUE / FULL;
    private static final int THOUSAND = 1000;
    private static final String PARTIAL = ".p/";
    private static final Pattern PATH = Pattern.compile("(x[0-9]{3}/){0,5}[0-9]{3}");
    private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,2}");

    public TileRange {
        if (index < 0 || index > MOST || width < 1 || width > FULL) {
            throw new Malformed(Flaw.TILE);
        }
    }

    /** The part that ends with the tree's {@code nodes}th node of the level; throws {@link Malformed} where the tree ends before it. */
    public static TileRange in(long nodes, long index) {
        return new TileRange(index, (int) Math.min(FULL, nodes - index * FULL));
    }

    /** Reads {@code x001/x234/067} or {@code x001/x234/067.p/8}. Throws {@link Malformed} for anything else. */
    public static TileRange parse(String path) {
        int partial = path.indexOf(PARTIAL);
        String digits = partial < 0 ? path : path.substring(0, partial);
        if (!PATH.matcher(digits).matches()) {
            throw new Malformed(Flaw.TILE);
        }
        long index = Long.parseLong(digits.replace("x", "").replace("/", ""));
        var range = new TileRange(index, partial < 0 ? FULL : width(path.substring(partial + PARTIAL.length())));
        if (!range.path().equals(path)) {
            throw new Malformed(Flaw.TILE);
        }
        return range;
    }

    private static int width(String text) {
        if (!WIDTH.matcher(text).matches()) {
            throw new Malformed(Flaw.TILE);
        }
        return Integer.parseInt(text);
    }

    /** How it stands in addresses. */
    public String path() {
        var path = new StringBuilder("%03d".formatted(index % THOUSAND));
        for (long left = index / THOUSAND; left > 0; left /= THOUSAND) {
            path.insert(0, "x%03d/".formatted(left % THOUSAND));
        }
        return isFull() ? path.toString() : path + PARTIAL + width;
    }

    /** Whether it is as wide as tiles are. */
    public boolean isFull() {
        return width == FULL;
    }

    /** The first of its nodes or entries, from 0. */
    public long first() {
        return index * FULL;
    }

    /** The one behind its last. */
    public long end() {
        return first() + width;
    }
}
