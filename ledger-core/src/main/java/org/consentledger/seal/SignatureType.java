package org.consentledger.seal;

/**
 * What a key of a note signs.
 *
 * <p>Source: C2SP signed-note, "Signature types".
 */
public enum SignatureType {
    /** Ed25519 over the text of the note. */
    ED25519(0x01),
    /** Ed25519 over the text of a checkpoint and the time at which a witness saw it. */
    COSIGNATURE(0x04);

    private final byte identifier;

    SignatureType(int identifier) {
        this.identifier = (byte) identifier;
    }

    /** The byte that stands for it in keys and key ids. */
    byte identifier() {
        return identifier;
    }

    static SignatureType of(byte identifier) {
        for (SignatureType type : values()) {
            if (type.identifier == identifier) {
                return type;
            }
        }
        throw new Malformed(Malformed.Flaw.SIGNATURE_TYPE);
    }
}
