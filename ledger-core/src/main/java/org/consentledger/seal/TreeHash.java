package org.consentledger.seal;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The two hash functions of the tree, on one reused SHA-256. Every hash is 32 bytes.
 *
 * <p>Single owner: one instance serves one thread at a time.
 *
 * <p>Source: RFC 6962 section 2.1.
 */
public final class TreeHash {
    /** The length of every hash, in bytes. */
    public static final int HASH_BYTES = 32;

    private static final byte LEAF_PREFIX = 0x00;
    private static final byte NODE_PREFIX = 0x01;
    private static final byte[] EMPTY_ROOT =
            HexFormat.of().parseHex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

    private final MessageDigest sha256;

    /** A hasher of its own; cheap enough to make one per task. */
    public TreeHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of a leaf: SHA-256(0x00 || entry). The entry may be empty. */
    public byte[] leaf(byte[] entry) {
        sha256.update(LEAF_PREFIX);
        return sha256.digest(entry);
    }

    /** The same, put into {@code into} from {@code at} on. */
    public void leaf(byte[] entry, byte[] into, int at) {
        sha256.update(LEAF_PREFIX);
        sha256.update(entry);
        digest(into, at);
    }

    /** The hash of an inner node: SHA-256(0x01 || left || right). That both are hashes is the caller's to check. */
    byte[] node(byte[] left, byte[] right) {
        sha256.update(NODE_PREFIX);
        sha256.update(left);
        return sha256.digest(right);
    }

    /** The root of the tree without leaves: SHA-256 of nothing. */
    public static byte[] emptyRoot() {
        return EMPTY_ROOT.clone();
    }

    /** Replaces the two hashes that end at {@code end}, a byte offset, by their parent, where the left one stood. */
    void mergeBefore(byte[] hashes, int end) {
        int left = end - 2 * HASH_BYTES;
        sha256.update(NODE_PREFIX);
        sha256.update(hashes, left, 2 * HASH_BYTES);
        digest(hashes, left);
    }

    private void digest(byte[] into, int at) {
        try {
            sha256.digest(into, at, HASH_BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException("there is room for a SHA-256", e);
        }
    }

    static boolean isHash(byte[] bytes) {
        return bytes.length == HASH_BYTES;
    }

    static void requireHash(byte[] bytes) {
        if (!isHash(bytes)) {
            throw new IllegalArgumentException("a hash has 32 bytes");
        }
    }
}
