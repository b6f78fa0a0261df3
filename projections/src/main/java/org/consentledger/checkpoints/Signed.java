package org.consentledger.checkpoints;

import java.util.Collection;
import org.consentledger.seal.Checkpoint;
import org.consentledger.seal.Malformed;
import org.consentledger.seal.NoteOpening;
import org.consentledger.seal.SignedNote;
import org.consentledger.seal.TreeHead;
import org.consentledger.seal.VerifierKey;

/** A checkpoint, and the note in which the log signed it, with or without cosignatures. */
public record Signed(Checkpoint checkpoint, SignedNote note) {
    /** The checkpoint in a note that one of {@code keys} signed. */
    static Signed opened(String text, Collection<VerifierKey> keys) {
        try {
            SignedNote note = SignedNote.parse(text);
            if (note.open(keys) instanceof NoteOpening.Opened opened) {
                return new Signed(Checkpoint.parse(opened.text()), note);
            }
        } catch (Malformed _) {
            // As one that nobody signed.
        }
        throw new SigningStopped(Trouble.RECORD_UNREADABLE);
    }

    /** Number of facts. */
    public long size() {
        return checkpoint.size();
    }

    /** Size and root. */
    public TreeHead head() {
        return checkpoint.head();
    }
}
