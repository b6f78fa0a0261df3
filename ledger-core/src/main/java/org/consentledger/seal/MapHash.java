package org.consentledger.seal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash functions of the map of streams, told apart from each other and from RFC 6962's by their first byte. Every hash is
 * 32 bytes.
 *
 * <p>Single owner: one instance serves one thread at a time.
 */
final class MapHash {
    private static final byte LINK_PREFIX = 0x02;
    private static final byte LEAF_PREFIX = 0x03;
    private static final byte NODE_PREFIX = 0x04;
    private static final byte[] EMPTY = new byte[TreeHash.HASH_BYTES];

    private final MessageDigest sha256 = sha256();

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What stands for a part of the map in which there is no stream: 32 zero bytes, which nobody can find a preimage of. */
    static byte[] empty() {
        return EMPTY.clone();
    }

    /** SHA-256(0x02 || chain || place || leaf hash of the fact). */
    byte[] link(byte[] chain, long place, byte[] leaf) {
        sha256.update(LINK_PREFIX);
        sha256.update(chain);
        number(place);
        return sha256.digest(leaf);
    }

    /** SHA-256(0x03 || label || count || chain): one stream. */
    byte[] leaf(StreamLabel label, StreamHead head) {
        sha256.update(LEAF_PREFIX);
        sha256.update(label.bytes());
        number(head.count());
        return sha256.digest(head.chain());
    }

    /** SHA-256(0x04 || left || right): a part of the map with at least two streams. */
    byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE_PREFIX);
        sha256.update(left);
        return sha256.digest(right);
    }

    private void number(long number) {
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            sha256.update((byte) (number >>> shift));
        }
    }
}
