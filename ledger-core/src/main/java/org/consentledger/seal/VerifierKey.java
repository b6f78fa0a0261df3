package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.consentledger.seal.Malformed.Flaw;

/**
 * A key that verifies signatures of notes, under its name. Immutable; equal when name, type and key are.
 *
 * <p>Source: C2SP signed-note, "Verifier keys".
 */
public final class VerifierKey {
    private static final int ID_BYTES = 4;

    private final String name;
    private final SignatureType type;
    private final byte[] publicKey;
    private final int id;

    /** The key of 32 bytes, as RFC 8032 encodes it. Throws {@link Malformed} for another length, or no key name. */
    public VerifierKey(String name, SignatureType type, byte[] publicKey) {
        if (publicKey.length != Ed25519.KEY_BYTES) {
            throw new Malformed(Flaw.VERIFIER_KEY);
        }
        this.name = Written.keyName(name);
        this.type = type;
        this.publicKey = publicKey.clone();
        this.id = id(name, type, publicKey);
    }

    /** Reads {@code name+id+key}, as {@link #toString} writes it. Throws {@link Malformed} for anything else. */
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length < 3) {
            throw new Malformed(Flaw.VERIFIER_KEY);
        }
        byte[] typed = Written.base64(parts[2]);
        if (typed.length == 0) {
            throw new Malformed(Flaw.VERIFIER_KEY);
        }
        var key = new VerifierKey(parts[0], SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.toString().equals(text)) {
            throw new Malformed(Flaw.VERIFIER_KEY);
        }
        return key;
    }

    private static int id(String name, SignatureType type, byte[] publicKey) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update((name + "\n").getBytes(UTF_8));
            sha256.update(type.identifier());
            return Bytes.readInt(sha256.digest(publicKey));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Who signs, such as {@code example.com/ledger}. */
    public String name() {
        return name;
    }

    /** What it signs. */
    public SignatureType type() {
        return type;
    }

    /** The four bytes that stand beside the name in each signature, as one number. */
    public int id() {
        return id;
    }

    /** The 32 bytes of the key, copied. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /** Whether {@code signature} says that it was made by this key; that it was, {@link #verifies} tells. */
    public boolean isNamedBy(NoteSignature signature) {
        return id == signature.keyId() && name.equals(signature.name());
    }

    /** Whether this key signed {@code text} so. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.signature();
        return isNamedBy(signature)
                && switch (type) {
                    case ED25519 -> verifies(text.getBytes(UTF_8), bytes);
                    case COSIGNATURE ->
                        Cosignature.isWellFormed(signature)
                                && verifies(
                                        Cosignature.message(Cosignature.seconds(signature), text),
                                        Cosignature.ed25519(signature));
                };
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            return Ed25519.verify(publicKey, message, signature);
        } catch (GeneralSecurityException _) {
            // A signature of another form, or a key that is no point of the curve.
            return false;
        }
    }

    /** The id as eight hexadecimal digits. */
    String idHex() {
        return HexFormat.of().toHexDigits(id, 2 * ID_BYTES);
    }

    /** {@code name+id+key}: what is published, and handed to whoever verifies. */
    @Override
    public String toString() {
        return name + "+" + idHex() + "+" + Written.base64(Bytes.join(new byte[] {type.identifier()}, publicKey));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return id;
    }
}
