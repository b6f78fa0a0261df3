package org.consentledger.checkpoints;

import java.time.Instant;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.SignedNote;

/**
 * A checkpoint as it is handed out.
 *
 * @param note with the log's signatures and those of witnesses
 * @param signedAt when the log signed it, by this node's clock
 */
public record Published(Checkpoint checkpoint, SignedNote note, Instant signedAt) {
    static Published of(LogTables.Row row) {
        SignedNote note = SignedNote.parse(row.note());
        return new Published(Checkpoint.parse(note.text()), note.with(row.cosignatures()), row.signedAt());
    }

    /** Number of facts. */
    public long size() {
        return checkpoint.size();
    }
}
