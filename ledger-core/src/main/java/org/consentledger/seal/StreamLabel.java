package org.consentledger.seal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a stream stands in the map: the SHA-256 of its name. Its bits, the highest first, are the way from the root.
 *
 * @param bytes 32 bytes; nobody may change them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content, and made by the million: not copied
public record StreamLabel(byte[] bytes) {
    public StreamLabel {
        TreeHash.requireHash(bytes);
    }

    /** The label of the stream with a name, such as {@code person:p-…}. */
    public static StreamLabel of(String name) {
        return new StreamLabel(MapHash.sha256().digest(name.getBytes(StandardCharsets.UTF_8)));
    }

    /** The label as 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /** The label's nth group of four bits, from 0. */
    int nibble(int nth) {
        return (bytes[nth / 2] >> (nth % 2 == 0 ? 4 : 0)) & 0x0f;
    }

    boolean bit(int nth) {
        return ((bytes[nth / Byte.SIZE] >> (Byte.SIZE - 1 - nth % Byte.SIZE)) & 1) == 1;
    }

    /** Whether the first {@code bits} bits are those of {@code other}. */
    boolean agrees(StreamLabel other, int bits) {
        for (int bit = 0; bit < bits; bit++) {
            if (bit(bit) != other.bit(bit)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StreamLabel that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "StreamLabel[" + hex() + "]";
    }
}
