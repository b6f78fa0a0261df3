package org.consentledger.seal;

import java.util.List;

/**
 * How many of which witnesses must have signed a checkpoint before it is handed out or believed.
 *
 * @param keys of the witnesses
 * @param needed from 0 to as many as there are
 */
public record WitnessPolicy(List<VerifierKey> keys, int needed) {
    /** Without witnesses. */
    public static final WitnessPolicy NONE = new WitnessPolicy(List.of(), 0);

    public WitnessPolicy {
        keys = List.copyOf(keys);
        if (needed < 0 || needed > keys.size()) {
            throw new IllegalArgumentException("no more witnesses can be needed than there are");
        }
        if (keys.stream().anyMatch(key -> key.type() != SignatureType.COSIGNATURE)) {
            throw new IllegalArgumentException("a witness signs with a key for cosignatures");
        }
        if (keys.stream().map(key -> Written.base64(key.publicKey())).distinct().count() < keys.size()) {
            throw new IllegalArgumentException("each witness has a key of its own");
        }
    }

    /** Whether enough of them are among those that signed. */
    public boolean isMetBy(NoteOpening.Opened note) {
        return keys.stream().filter(note::isBy).count() >= needed;
    }
}
