package org.consentledger.checkpoints;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.consentledger.seal.ConsistencyProof;
import org.consentledger.seal.InclusionProof;
import org.consentledger.seal.TileTree;
import org.consentledger.seal.TlogProof;
import org.consentledger.seal.TreeHash;
import org.consentledger.store.LedgerReader;

/** Proofs that lead to a checkpoint, made of tiles. Each is checked before it is handed on. */
public final class Proofs {
    private final DataSource database;
    private final LedgerReader reader;
    private final Findings findings;

    public Proofs(DataSource database, LedgerReader reader, Clock clock) {
        this.database = database;
        this.reader = reader;
        this.findings = new Findings(database, clock);
    }

    /**
     * That a fact stands at its place.
     *
     * @param leaf the hash of its entry as it is stored
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Inclusion(long place, byte[] leaf, List<byte[]> path, Published checkpoint) {
        /** The same as a file. */
        public TlogProof file() {
            return new TlogProof(place - 1, path, checkpoint.note());
        }
    }

    /**
     * The proof that the fact at {@code place} stands in the tree of the checkpoint.
     *
     * @throws IllegalArgumentException where the checkpoint does not reach so far
     * @throws Altered where the stored fact, or the tiles, do not lead to the checkpoint
     */
    public Inclusion inclusion(long place, Published checkpoint) {
        if (place < 1 || place > checkpoint.size()) {
            throw new IllegalArgumentException("the checkpoint does not reach so far");
        }
        List<byte[]> leaves = new ArrayList<>(1);
        reader.read(place - 1, place, row -> leaves.add(new TreeHash().leaf(row.entry())));
        if (leaves.isEmpty()) {
            throw findings.found(Trouble.ENTRIES_ALTERED, place);
        }
        byte[] leaf = leaves.getFirst();
        List<byte[]> path =
                hashes(() -> TileTable.tree(database, checkpoint.size()).inclusion(place - 1), checkpoint);
        if (!InclusionProof.verify(
                        place - 1, leaf, path, checkpoint.checkpoint().head())
                .holds()) {
            throw findings.found(Trouble.ENTRIES_ALTERED, place);
        }
        return new Inclusion(place, leaf, path, checkpoint);
    }

    /** The tree of a checkpoint. Whoever hands on what it says checks that first. */
    public TileTree tree(Published checkpoint) {
        return TileTable.tree(database, checkpoint.size());
    }

    /**
     * The proof that one checkpoint's tree begins with another's.
     *
     * @throws IllegalArgumentException where the older one is larger
     * @throws Altered where the tiles do not lead to both
     */
    public List<byte[]> consistency(Published older, Published newer) {
        if (older.size() > newer.size()) {
            throw new IllegalArgumentException("the older checkpoint is the larger one");
        }
        List<byte[]> proof = hashes(() -> TileTable.tree(database, newer.size()).consistency(older.size()), newer);
        if (!ConsistencyProof.verify(
                        older.checkpoint().head(), newer.checkpoint().head(), proof)
                .holds()) {
            throw findings.found(Trouble.TILES_ALTERED, newer.size());
        }
        return proof;
    }

    private List<byte[]> hashes(Supplier<List<byte[]>> proof, Published checkpoint) {
        try {
            return proof.get();
        } catch (IllegalStateException _) {
            // A tile is missing, or shorter than it was.
            throw findings.found(Trouble.TILES_ALTERED, checkpoint.size());
        }
    }
}
