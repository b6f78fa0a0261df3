package org.consentledger.seal;

import java.security.PrivateKey;
import java.util.Arrays;
import org.consentledger.seal.Malformed.Flaw;

/**
 * A signing key in memory, made of its 32 bytes.
 *
 * <p>Source: the written form is that of golang.org/x/mod/sumdb/note, which logs and witnesses elsewhere read too.
 */
public final class SeedKey implements SigningKey {
    private static final String PREFIX = "PRIVATE+KEY+";

    private final VerifierKey verifier;
    private final byte[] seed;
    private final PrivateKey key;

    private SeedKey(String name, SignatureType type, byte[] seed) {
        this.verifier = new VerifierKey(name, type, Ed25519.publicKey(seed));
        this.seed = seed;
        this.key = Ed25519.privateKey(seed);
    }

    /** A new key under a name, drawn from the system's generator. */
    public static SeedKey draw(String name, SignatureType type) {
        return new SeedKey(name, type, Ed25519.draw());
    }

    /** Reads {@code PRIVATE+KEY+name+id+key}, as {@link #secret} writes it. Throws {@link Malformed} for anything else. */
    public static SeedKey parse(String secret) {
        String[] parts = secret.split("\\+", 5);
        if (parts.length < 5 || !secret.startsWith(PREFIX)) {
            throw new Malformed(Flaw.SIGNING_KEY);
        }
        byte[] typed = Written.base64(parts[4]);
        if (typed.length != 1 + Ed25519.KEY_BYTES) {
            throw new Malformed(Flaw.SIGNING_KEY);
        }
        var key = new SeedKey(parts[2], SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.secret().equals(secret)) {
            throw new Malformed(Flaw.SIGNING_KEY);
        }
        return key;
    }

    /** The whole key as text, to be kept where nobody else reads. */
    public String secret() {
        byte[] typed = Bytes.join(new byte[] {verifier.type().identifier()}, seed);
        return PREFIX + verifier.name() + "+" + verifier.idHex() + "+" + Written.base64(typed);
    }

    @Override
    public VerifierKey verifier() {
        return verifier;
    }

    @Override
    public byte[] sign(byte[] message) {
        return Ed25519.sign(key, message);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SeedKey[" + verifier + "]";
    }
}
