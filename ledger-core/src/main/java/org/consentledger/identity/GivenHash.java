package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

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
    private static final String FORM = "must be a SHA-256: 64 hexadecimal digits, or the Base64 of 32 bytes";
    private static final byte[] DIGITS = digits();

    /** How 32 bytes are written. */
    public enum Encoding {
        /** 64 hexadecimal digits, in either case. */
        HEX,
        /** Base64 with {@code +} and {@code /}, or with neither and so in both alphabets; padded or not. */
        BASE64,
        /** Base64 with {@code -} and {@code _}, padded or not. */
        BASE64_URL
    }

    /** What can be wrong with a text that should be a hash. */
    public enum Flaw {
        /** An address or a number. */
        PLAIN_VALUE("must be a SHA-256 and no plain value; a plain one goes into 'plain'"),
        /** As long as an MD5 or a SHA-1 is. */
        OTHER_HASH("must be a SHA-256; MD5 and SHA-1 are not taken"),
        /** Both {@code +} or {@code /} and {@code -} or {@code _}. */
        TWO_ALPHABETS("must be Base64 of one alphabet, with '+' and '/' or with '-' and '_'"),
        /** Some digit is none of either encoding. */
        WRONG_ALPHABET(FORM),
        /** Digits of an encoding, but not of 32 bytes. */
        WRONG_LENGTH(FORM);

        private final String rule;

        Flaw(String rule) {
            this.rule = rule;
        }

        /** What the text must be like, to follow a field's name. */
        public String rule() {
            return rule;
        }
    }

    /**
     * Reads a hash of exactly 32 bytes.
     *
     * @throws Illegal where it is none; the message tells what to mend and nothing of the text
     */
    public static GivenHash parse(String field, String text) {
        byte[] hash = new byte[Sha256.LENGTH];
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Encoding encoding = read(utf8, 0, utf8.length, hash, 0);
        if (encoding == null) {
            throw new Illegal(field, flaw(text).rule());
        }
        return new GivenHash(Sha256.of(hash), encoding);
    }

    /** Puts a hash of exactly 32 bytes in {@code into}, from {@code at} on; null where the text in UTF-8 is none. */
    public static @Nullable Encoding read(byte[] text, int from, int length, byte[] into, int at) {
        if (length == HEX_LENGTH) {
            return readHex(text, from, into, at) ? Encoding.HEX : null;
        }
        if (length != BASE64_LENGTH && length != BASE64_LENGTH + 1) {
            return null;
        }
        var given = new String(text, from, length, StandardCharsets.ISO_8859_1);
        String bare = bare(given);
        if (bare.length() != BASE64_LENGTH
                || !isBase64(bare)
                || isMixed(bare)
                || LAST_OF_BASE64.indexOf(bare.charAt(BASE64_LENGTH - 1)) < 0) {
            return null;
        }
        boolean url = isUrl(bare);
        byte[] bytes = (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(bare);
        System.arraycopy(bytes, 0, into, at, Sha256.LENGTH);
        return url ? Encoding.BASE64_URL : Encoding.BASE64;
    }

    /** What is wrong with a text that is no hash. */
    public static Flaw flaw(String text) {
        if (isPlain(text)) {
            return Flaw.PLAIN_VALUE;
        }
        if ((text.length() == MD5_HEX_LENGTH || text.length() == SHA_1_HEX_LENGTH) && isHex(text)) {
            return Flaw.OTHER_HASH;
        }
        String bare = bare(text);
        if (!isBase64(bare) || text.length() == HEX_LENGTH) {
            return Flaw.WRONG_ALPHABET;
        }
        return bare.length() == BASE64_LENGTH && isMixed(bare) ? Flaw.TWO_ALPHABETS : Flaw.WRONG_LENGTH;
    }

    private static boolean readHex(byte[] text, int from, byte[] into, int at) {
        int all = 0;
        for (int i = 0; i < Sha256.LENGTH; i++) {
            int two = (DIGITS[text[from + 2 * i] & 0xFF] << 4) | DIGITS[text[from + 2 * i + 1] & 0xFF];
            into[at + i] = (byte) two;
            all |= two;
        }
        return all >= 0;
    }

    private static byte[] digits() {
        byte[] digits = new byte[1 << Byte.SIZE];
        for (int c = 0; c < digits.length; c++) {
            digits[c] = (byte) (HexFormat.isHexDigit(c) ? HexFormat.fromHexDigit(c) : -1);
        }
        return digits;
    }

    private static String bare(String text) {
        return text.length() == BASE64_LENGTH + 1 && text.endsWith("=") ? text.substring(0, BASE64_LENGTH) : text;
    }

    private static boolean isMixed(String text) {
        return isUrl(text) && (text.indexOf('+') >= 0 || text.indexOf('/') >= 0);
    }

    private static boolean isUrl(String text) {
        return text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
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
