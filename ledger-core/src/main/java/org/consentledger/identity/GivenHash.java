package org.consentledger.identity;

import java.util.Base64;
import java.util.HexFormat;
import org.consentledger.law.Illegal;

/**
 * A hash as somebody wrote it, with the encoding it was written in: of a list, one that mixes encodings was put together from
 * several and can be refused by that.
 */
public record GivenHash(Sha256 hash, Encoding encoding) {
    private static final int HEX_LENGTH = 2 * Sha256.LENGTH;
    private static final int BASE64_LENGTH = 43;
    private static final int MD5_HEX_LENGTH = 32;
    private static final int SHA_1_HEX_LENGTH = 40;
    // 43 characters hold two bits more than 32 bytes do; a writer leaves them zero.
    private static final String LAST_OF_BASE64 = "AEIMQUYcgkosw048";

    /** How 32 bytes are written. */
    public enum Encoding {
        /** 64 hexadecimal digits, in either case. */
        HEX,
        /** Base64 with {@code +} and {@code /}, or with neither and so in both alphabets; padded or not. */
        BASE64,
        /** Base64 with {@code -} and {@code _}, padded or not. */
        BASE64_URL
    }

    /**
     * Reads a hash of exactly 32 bytes.
     *
     * @throws Illegal where it is none; the message tells what to mend and nothing of the text
     */
    public static GivenHash parse(String field, String text) {
        if (text.length() == HEX_LENGTH && isHex(text)) {
            return new GivenHash(Sha256.of(HexFormat.of().parseHex(text)), Encoding.HEX);
        }
        String bare =
                text.length() == BASE64_LENGTH + 1 && text.endsWith("=") ? text.substring(0, BASE64_LENGTH) : text;
        if (bare.length() == BASE64_LENGTH && isBase64(bare)) {
            return base64(field, bare);
        }
        throw new Illegal(field, mended(text));
    }

    private static GivenHash base64(String field, String text) {
        boolean standard = text.indexOf('+') >= 0 || text.indexOf('/') >= 0;
        boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
        if (standard && url) {
            throw new Illegal(field, "must be Base64 of one alphabet, with '+' and '/' or with '-' and '_'");
        }
        if (LAST_OF_BASE64.indexOf(text.charAt(BASE64_LENGTH - 1)) < 0) {
            throw new Illegal(field, "must be the Base64 of exactly 32 bytes");
        }
        byte[] bytes = (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
        return new GivenHash(Sha256.of(bytes), url ? Encoding.BASE64_URL : Encoding.BASE64);
    }

    private static String mended(String text) {
        if (isPlain(text)) {
            return "must be a SHA-256 and no plain value; a plain one goes into 'plain'";
        }
        if ((text.length() == MD5_HEX_LENGTH || text.length() == SHA_1_HEX_LENGTH) && isHex(text)) {
            return "must be a SHA-256; MD5 and SHA-1 are not taken";
        }
        return "must be a SHA-256: 64 hexadecimal digits, or the Base64 of 32 bytes";
    }

    /** An address has an '@'; a number is digits and what people put between them, and no hash is so short. */
    private static boolean isPlain(String text) {
        if (text.indexOf('@') >= 0) {
            return true;
        }
        return text.length() < MD5_HEX_LENGTH
                && text.chars().anyMatch(c -> c >= '0' && c <= '9')
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || " +-.()/".indexOf(c) >= 0);
    }

    private static boolean isHex(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBase64(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!letterOrDigit && "+/-_".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Tells the encoding, nothing of the hash. */
    @Override
    public String toString() {
        return "GivenHash[" + encoding + ", hidden]";
    }
}
