package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.consentledger.law.Illegal;

/**
 * The SHA-256 of a value's normal form. It is personal data: whoever holds it can try every phone number there is. So it
 * is never printed, logged or stored in clear.
 */
public record Sha256(long first, long second, long third, long fourth) {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{42}[AEIMQUYcgkosw048]=?");

    /** The hash of a text's UTF-8 bytes. */
    public static Sha256 ofText(String text) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The platform lacks SHA-256.", e);
        }
    }

    /** A hash of exactly 32 bytes. */
    public static Sha256 of(byte[] hash) {
        Bytes.exactly(LENGTH, hash);
        return new Sha256(Bytes.longAt(hash, 0), Bytes.longAt(hash, 8), Bytes.longAt(hash, 16), Bytes.longAt(hash, 24));
    }

    /** Reads a hash as advertisers write it: 64 hexadecimal digits, or the Base64 of 32 bytes, plain or URL-safe. */
    public static Sha256 parse(String field, String text) {
        if (HEX.matcher(text).matches()) {
            return of(HexFormat.of().parseHex(text));
        }
        if (BASE64.matcher(text).matches()) {
            return of(Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_')));
        }
        throw new Illegal(field, "must be a SHA-256: 64 hexadecimal digits, or the Base64 of 32 bytes");
    }

    /** The 32 bytes, a copy. */
    public byte[] bytes() {
        return Bytes.of(first, second, third, fourth);
    }

    /** Tells nothing of the hash. */
    @Override
    public String toString() {
        return "Sha256[hidden]";
    }
}
