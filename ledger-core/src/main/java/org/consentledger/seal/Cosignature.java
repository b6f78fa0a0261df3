package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

/**
 * The signature of a witness: that this was, at that time, the largest tree of this origin that it had seen, and that every
 * tree it had seen before is the beginning of it.
 *
 * <p>Source: C2SP tlog-cosignature, version 1.
 */
public final class Cosignature {
    private static final int BYTES = Long.BYTES + Ed25519.SIGNATURE_BYTES;

    private Cosignature() {}

    /** What {@code key} says of the checkpoint's text at {@code at}, whose second counts. Throws {@link IllegalArgumentException} for a key of another type. */
    public static NoteSignature by(SigningKey key, String text, Instant at) {
        VerifierKey verifier = key.verifier();
        if (verifier.type() != SignatureType.COSIGNATURE) {
            throw new IllegalArgumentException("a cosignature is made by a key for cosignatures");
        }
        long seconds = at.getEpochSecond();
        byte[] signature = Bytes.join(Bytes.of(seconds), key.sign(message(seconds, text)));
        return new NoteSignature(verifier.name(), verifier.id(), signature);
    }

    /** When the witness signed; in doubt until the signature is verified. Throws {@link Malformed} for a signature of another length. */
    public static Instant at(NoteSignature signature) {
        if (!isWellFormed(signature)) {
            throw new Malformed(Malformed.Flaw.SIGNATURE_LINE);
        }
        return Instant.ofEpochSecond(Math.min(seconds(signature), Instant.MAX.getEpochSecond()));
    }

    static boolean isWellFormed(NoteSignature signature) {
        byte[] bytes = signature.signature();
        return bytes.length == BYTES && Bytes.readLong(bytes) >= 0;
    }

    static long seconds(NoteSignature signature) {
        return Bytes.readLong(signature.signature());
    }

    static byte[] ed25519(NoteSignature signature) {
        return Arrays.copyOfRange(signature.signature(), Long.BYTES, BYTES);
    }

    static byte[] message(long seconds, String text) {
        return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(UTF_8);
    }
}
