package org.consentledger.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Pattern;
import org.consentledger.seal.Malformed.Flaw;

/** How numbers, hashes and bytes are written in notes: each in one way only, so that no changed byte goes unseen. */
final class Written {
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,19}");
    private static final int MOST_DIGITS = 20;

    private Written() {}

    static String number(long unsigned) {
        return Long.toUnsignedString(unsigned);
    }

    static long number(String text) {
        if (text.length() > MOST_DIGITS || !DECIMAL.matcher(text).matches()) {
            throw new Malformed(Flaw.NUMBER);
        }
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException _) {
            throw new Malformed(Flaw.NUMBER);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /* The platform's decoder takes missing padding, and bits behind the last byte: both are seen by encoding again. */
    static byte[] base64(String text) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new Malformed(Flaw.BASE64);
        }
        if (!base64(bytes).equals(text)) {
            throw new Malformed(Flaw.BASE64);
        }
        return bytes;
    }

    static byte[] hash(String text) {
        byte[] hash = base64(text);
        if (!TreeHash.isHash(hash)) {
            throw new Malformed(Flaw.HASH);
        }
        return hash;
    }

    static String utf8(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        if (!Arrays.equals(text.getBytes(UTF_8), bytes)) {
            throw new Malformed(Flaw.NOT_UTF8);
        }
        return text;
    }

    static String requireUtf8(String text) {
        if (!new String(text.getBytes(UTF_8), UTF_8).equals(text)) {
            throw new Malformed(Flaw.NOT_UTF8);
        }
        return text;
    }

    /** A name of a key; no spaces of Unicode, and no plus sign. */
    static String keyName(String name) {
        if (name.isEmpty() || name.indexOf('+') >= 0 || name.codePoints().anyMatch(Written::isSpace)) {
            throw new Malformed(Flaw.KEY_NAME);
        }
        return requireOneLine(requireUtf8(name));
    }

    static String requireOneLine(String text) {
        if (text.codePoints().anyMatch(c -> c < ' ')) {
            throw new Malformed(Flaw.CONTROL_CHARACTER);
        }
        return text;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }
}
