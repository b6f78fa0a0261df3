package org.consentledger.seal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Ed25519 of the platform, over keys as RFC 8032 encodes them: 32 bytes each.
 *
 * <p>Source: RFC 8032 section 5.1; RFC 8410 section 4 for what stands before a public key.
 */
final class Ed25519 {
    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private static final String ALGORITHM = "Ed25519";
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private Ed25519() {}

    static boolean verify(byte[] publicKey, byte[] message, byte[] signature) throws GeneralSecurityException {
        var spec = new X509EncodedKeySpec(Bytes.join(X509_PREFIX, publicKey));
        Signature verification = Signature.getInstance(ALGORITHM);
        verification.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(spec));
        verification.update(message);
        return verification.verify(signature);
    }

    static byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signing = Signature.getInstance(ALGORITHM);
            signing.initSign(key);
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    static PrivateKey privateKey(byte[] seed) {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("any 32 bytes are a private key", e);
        }
    }

    static byte[] draw() {
        KeyPair pair = pair(new SecureRandom());
        return ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
    }

    /* The platform derives a public key only while it draws a pair: so the pair is drawn from the seed. */
    static byte[] publicKey(byte[] seed) {
        byte[] encoded = pair(new Given(seed)).getPublic().getEncoded();
        return Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length);
    }

    private static KeyPair pair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(NamedParameterSpec.ED25519, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** Draws the bytes that it was given. */
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] drawn) {
            System.arraycopy(bytes, 0, drawn, 0, drawn.length);
        }
    }
}
