package org.consentledger.seal;

/** Signs with one Ed25519 key: one read from a file ({@link SeedKey}), or one that never leaves where it is kept. */
public interface SigningKey {
    /** What verifies its signatures, with its name and type. */
    VerifierKey verifier();

    /** The 64 bytes of the Ed25519 signature over {@code message}. */
    byte[] sign(byte[] message);
}
