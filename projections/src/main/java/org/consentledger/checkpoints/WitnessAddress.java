package org.consentledger.checkpoints;

import java.net.URI;
import org.consentledger.seal.SignatureType;
import org.consentledger.seal.VerifierKey;

/**
 * A witness that is asked for its signature.
 *
 * @param prefix what stands before {@code /add-checkpoint}
 */
public record WitnessAddress(URI prefix, VerifierKey key) {
    public WitnessAddress {
        if (key.type() != SignatureType.COSIGNATURE) {
            throw new IllegalArgumentException("a witness has a key for cosignatures");
        }
    }

    /** Reads {@code https://witness.example name+id+key}. Throws {@link IllegalArgumentException} for anything else. */
    public static WitnessAddress valueOf(String text) {
        String[] parts = text.strip().split(" +", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("a witness is an address and a verifier key, with a space between");
        }
        return new WitnessAddress(URI.create(parts[0].replaceFirst("/+$", "")), VerifierKey.parse(parts[1]));
    }
}
