package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.consentledger.seal.Malformed.Flaw;

/**
 * One signature line of a note. Whether it is good, only a {@link VerifierKey} can say.
 *
 * @param name of the key
 * @param keyId the four bytes that are written before the signature
 * @param signature one byte or more, copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent") // the array is copied, and compared by content
public record NoteSignature(String name, int keyId, byte[] signature) {
    private static final String DASH = "\u2014 ";

    public NoteSignature {
        Written.keyName(name);
        if (signature.length == 0) {
            throw new Malformed(Flaw.SIGNATURE_LINE);
        }
        signature = signature.clone();
    }

    /** What {@code key} says of the text. Throws {@link IllegalArgumentException} for the key of a witness: see {@link Cosignature}. */
    public static NoteSignature by(SigningKey key, String text) {
        VerifierKey verifier = key.verifier();
        if (verifier.type() != SignatureType.ED25519) {
            throw new IllegalArgumentException("a cosignature needs a time");
        }
        return new NoteSignature(verifier.name(), verifier.id(), key.sign(text.getBytes(UTF_8)));
    }

    /** Reads a line without its newline. Throws {@link Malformed} for anything else. */
    public static NoteSignature parse(String line) {
        int space = line.indexOf(' ', DASH.length());
        if (!line.startsWith(DASH) || space < 0) {
            throw new Malformed(Flaw.SIGNATURE_LINE);
        }
        byte[] bytes = Written.base64(line.substring(space + 1));
        if (bytes.length <= Integer.BYTES) {
            throw new Malformed(Flaw.SIGNATURE_LINE);
        }
        return new NoteSignature(
                line.substring(DASH.length(), space),
                Bytes.readInt(bytes),
                Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    /** The line, without its newline. */
    public String line() {
        return DASH + name + " " + Written.base64(Bytes.join(Bytes.of(keyId), signature));
    }

    @Override
    public byte[] signature() {
        return signature.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that
                && keyId == that.keyId
                && name.equals(that.name)
                && Arrays.equals(signature, that.signature);
    }

    @Override
    public int hashCode() {
        return 31 * keyId + Arrays.hashCode(signature);
    }

    @Override
    public String toString() {
        return line();
    }
}
