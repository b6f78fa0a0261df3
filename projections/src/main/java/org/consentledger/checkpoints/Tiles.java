package org.consentledger.checkpoints;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.consentledger.seal.EntryBundle;
import org.consentledger.seal.TileId;
import org.consentledger.seal.TileRange;
import org.consentledger.seal.TreeHash;
import org.consentledger.store.LedgerReader;

/** The tree in tiles and the entries in bundles, as far as a checkpoint was handed out for them. */
public final class Tiles {
    private final DataSource database;
    private final LedgerReader reader;
    private final Checkpoints checkpoints;
    private final Findings findings;

    public Tiles(DataSource database, LedgerReader reader, Checkpoints checkpoints, Clock clock) {
        this.database = database;
        this.reader = reader;
        this.checkpoints = checkpoints;
        this.findings = new Findings(database, clock);
    }

    /** The hashes of a tile, end to end; empty where no checkpoint reaches so far. */
    public Optional<byte[]> hashes(TileId tile) {
        return isSigned(tile) ? Optional.of(read(tile)) : Optional.empty();
    }

    /**
     * The entries of a bundle, each behind its length; empty where no checkpoint reaches so far.
     *
     * @throws Altered where one is not what was signed
     */
    public Optional<byte[]> entries(TileRange range) {
        var leaves = new TileId(0, range);
        if (!isSigned(leaves)) {
            return Optional.empty();
        }
        byte[] expected = read(leaves);
        List<byte[]> entries = new ArrayList<>(range.width());
        reader.read(range.first(), range.end(), row -> entries.add(row.entry()));
        if (!Arrays.equals(leaves(entries), expected)) {
            throw findings.found(Trouble.ENTRIES_ALTERED, range.end());
        }
        return Optional.of(EntryBundle.of(entries));
    }

    private static byte[] leaves(List<byte[]> entries) {
        var hash = new TreeHash();
        byte[] leaves = new byte[entries.size() * TreeHash.HASH_BYTES];
        for (int i = 0; i < entries.size(); i++) {
            System.arraycopy(hash.leaf(entries.get(i)), 0, leaves, i * TreeHash.HASH_BYTES, TreeHash.HASH_BYTES);
        }
        return leaves;
    }

    private boolean isSigned(TileId tile) {
        return checkpoints.newest().filter(newest -> tile.isIn(newest.size())).isPresent();
    }

    private byte[] read(TileId tile) {
        Map<TileId, byte[]> found = TileTable.read(database, Set.of(tile));
        byte[] hashes = found.get(tile);
        if (hashes == null) {
            throw findings.found(Trouble.TILES_ALTERED, tile.range().end());
        }
        return hashes;
    }
}
