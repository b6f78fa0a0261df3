package org.consentledger.seal;

import java.util.List;

/** What came of opening a note. */
public sealed interface NoteOpening {
    /**
     * At least one known key signed the text, and none of the known ones wrongly.
     *
     * @param verified the signatures of known keys, each once
     * @param others the signatures of keys that nobody here knows, each once; they say nothing
     */
    record Opened(String text, List<NoteSignature> verified, List<NoteSignature> others) implements NoteOpening {
        /** Whether this very key is among those that signed. */
        public boolean isBy(VerifierKey key) {
            return verified.stream().anyMatch(key::isNamedBy);
        }
    }

    /** The text must not be believed. */
    enum Refused implements NoteOpening {
        /** No known key signed. */
        NO_KNOWN_KEY,
        /** A signature says that it is a known key's, and is not. */
        WRONG_SIGNATURE
    }
}
