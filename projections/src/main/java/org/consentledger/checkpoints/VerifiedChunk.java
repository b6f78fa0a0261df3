package org.consentledger.checkpoints;

import static org.consentledger.seal.TreeHash.HASH_BYTES;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.seal.Frontier;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileRange;
import org.consentledger.seal.TileRoot;
import org.consentledger.seal.TreeHash;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.LedgerReader;
import org.jspecify.annotations.Nullable;

/**
 * Up to {@value #MOST} facts in a row, hashed again from their stored bytes and held to the tiles over them.
 *
 * @param root of the whole chunk; null where the ledger ends in it
 * @param signed the checkpoints whose last fact lies in it, each with what the chunk has of its frontier
 * @param trouble the first thing that is wrong
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier between two stages, never compared
record VerifiedChunk(long start, long end, byte @Nullable [] root, List<Within> signed, Optional<Trouble> trouble) {
    /** As many leaves as lie under one node of the tiles of level 2. */
    static final int MOST = TileRange.FULL * TileRange.FULL;

    /** A checkpoint, and the roots of the perfect subtrees between the chunk's start and its size. */
    @SuppressWarnings("ArrayRecordComponent")
    record Within(Signed signed, byte[] frontier) {}

    private static VerifiedChunk wrong(long start, long end, Trouble trouble) {
        return new VerifiedChunk(start, end, null, List.of(), Optional.of(trouble));
    }

    /** Reads and hashes the facts behind {@code start} up to and with {@code end}. */
    static VerifiedChunk of(DataSource database, LedgerReader reader, List<VerifierKey> keys, long start, long end)
            throws SQLException {
        byte[] leaves = leaves(reader, start, end);
        if (leaves.length < (end - start) * HASH_BYTES) {
            return wrong(start, end, Trouble.ENTRIES_ALTERED);
        }
        byte[] groups = groups(leaves);
        List<Signed> signed;
        try (Connection connection = database.getConnection()) {
            signed = LogTables.between(connection, start, end).stream()
                    .map(note -> Signed.opened(note, keys))
                    .toList();
        } catch (SigningStopped e) {
            return wrong(start, end, e.trouble());
        }
        Optional<Trouble> trouble = trouble(database, start, leaves, groups);
        byte[] root = end - start == MOST ? TileRoot.of(groups) : null;
        return new VerifiedChunk(start, end, root, frontiers(signed, start, leaves, groups), trouble);
    }

    /** Shorter than asked for where a fact is missing. */
    private static byte[] leaves(LedgerReader reader, long start, long end) {
        var hash = new TreeHash();
        byte[] leaves = new byte[(int) (end - start) * HASH_BYTES];
        int[] read = {0};
        reader.read(start, end, row -> {
            if (row.place() == start + read[0] + 1) {
                hash.leaf(row.entry(), leaves, read[0] * HASH_BYTES);
                read[0]++;
            }
        });
        return read[0] == end - start ? leaves : Arrays.copyOf(leaves, read[0] * HASH_BYTES);
    }

    /** The roots of its full tiles. */
    private static byte[] groups(byte[] leaves) {
        int tile = TileRange.FULL * HASH_BYTES;
        byte[] roots = new byte[leaves.length / tile * HASH_BYTES];
        for (int i = 0; i < leaves.length / tile; i++) {
            byte[] root = TileRoot.of(Arrays.copyOfRange(leaves, i * tile, (i + 1) * tile));
            System.arraycopy(root, 0, roots, i * HASH_BYTES, HASH_BYTES);
        }
        return roots;
    }

    /** In the order of their sizes, each from the one before. */
    private static List<Within> frontiers(List<Signed> signed, long start, byte[] leaves, byte[] groups) {
        List<Within> within = new ArrayList<>(signed.size());
        Frontier above = Frontier.EMPTY;
        Frontier below = Frontier.EMPTY;
        for (Signed one : signed) {
            int size = (int) (one.size() - start);
            int full = size / TileRange.FULL;
            if (full > above.size()) {
                above = above.append(hashes(groups, (int) above.size(), full));
                below = Frontier.EMPTY;
            }
            int from = full * TileRange.FULL + (int) below.size();
            below = below.append(hashes(leaves, from, size));
            within.add(new Within(one, endToEnd(above.toBytes(), below.toBytes())));
        }
        return within;
    }

    /** The frontier of a size: what stands above, then what stands below. */
    static byte[] endToEnd(byte[] above, byte[] below) {
        byte[] both = Arrays.copyOf(above, above.length + below.length);
        System.arraycopy(below, 0, both, above.length, below.length);
        return both;
    }

    private static byte[][] hashes(byte[] endToEnd, int from, int to) {
        byte[][] hashes = new byte[to - from][];
        for (int i = from; i < to; i++) {
            hashes[i - from] = Arrays.copyOfRange(endToEnd, i * HASH_BYTES, (i + 1) * HASH_BYTES);
        }
        return hashes;
    }

    private static Optional<Trouble> trouble(DataSource database, long start, byte[] leaves, byte[] groups) {
        Map<TileId, byte[]> expected = new HashMap<>();
        tiles(expected, 0, start, leaves);
        tiles(expected, 1, start / TileRange.FULL, groups);
        Set<TileId> asked = new HashSet<>(expected.keySet());
        Map<TileId, byte[]> kept = TileTable.read(database, asked);
        boolean same =
                expected.entrySet().stream().allMatch(tile -> Arrays.equals(tile.getValue(), kept.get(tile.getKey())));
        return same ? Optional.empty() : Optional.of(Trouble.TILES_ALTERED);
    }

    private static void tiles(Map<TileId, byte[]> tiles, int level, long firstNode, byte[] hashes) {
        int tile = TileRange.FULL * HASH_BYTES;
        for (int at = 0; at < hashes.length; at += tile) {
            byte[] part = Arrays.copyOfRange(hashes, at, Math.min(hashes.length, at + tile));
            long index = firstNode / TileRange.FULL + at / tile;
            tiles.put(new TileId(level, new TileRange(index, part.length / HASH_BYTES)), part);
        }
    }
}
