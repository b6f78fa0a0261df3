package org.consentledger.law;

import java.util.Comparator;

/** What text may stand in a fact, and how text sorts: by Unicode code point. */
public final class Text {
    /** Longest name that somebody outside gave a thing (advertiser, audience, source, version), in characters. */
    public static final int MAX_NAME_LENGTH = 200;
    /** Longest sentence for people, in characters. */
    public static final int MAX_SENTENCE_LENGTH = 2_000;

    /** Order by Unicode code point, which differs from {@link String#compareTo} beyond the basic plane. */
    public static final Comparator<String> BY_CODE_POINT = Text::compareByCodePoint;

    private static final int MAX_WORD_LENGTH = 64;
    private static final int MAX_JURISDICTION_LENGTH = 32;

    private static final boolean[] HEX_DIGITS = hexDigits();

    /* Every text of every fact passes here, when it comes and whenever it is read again: hence loops and no patterns. What may
     * stand in a text must not depend on the Unicode version of whoever reads it years later, hence no look at unassigned ones. */

    private Text() {}

    private static boolean[] hexDigits() {
        boolean[] digits = new boolean['f' + 1];
        "0123456789abcdef".chars().forEach(c -> digits[c] = true);
        return digits;
    }

    /** A word of a small vocabulary, such as a surface or a reason: {@code [a-z0-9-]}, at most 64 characters. */
    static String word(String field, String text) {
        if (!isHyphenated(text, MAX_WORD_LENGTH, false)) {
            throw new Illegal(
                    field, "must be 1 to 64 characters of a-z, 0-9 and '-', and begin and end with none of '-'");
        }
        return text;
    }

    /** A jurisdiction code, such as {@code EU} or {@code US-CA}. */
    static String jurisdiction(String field, String text) {
        if (!isHyphenated(text, MAX_JURISDICTION_LENGTH, true)) {
            throw new Illegal(field, "must be a code of 1 to 32 letters, digits and '-', such as 'US-CA'");
        }
        return text;
    }

    /** A name given outside: one line, 1 to {@value #MAX_NAME_LENGTH} characters. */
    static String name(String field, String text) {
        return bounded(field, text, MAX_NAME_LENGTH, false);
    }

    /** A sentence for people: may have several lines. */
    static String sentence(String field, String text) {
        return bounded(field, text, MAX_SENTENCE_LENGTH, true);
    }

    private static String bounded(String field, String text, int max, boolean lines) {
        if (isBlank(text) || text.length() > max) {
            throw new Illegal(field, "must be 1 to " + max + " characters and not blank");
        }
        if (!isWhole(text, lines)) {
            throw new Illegal(field, "must be whole Unicode text without control characters");
        }
        if (!lines && (text.indexOf('\u2028') >= 0 || text.indexOf('\u2029') >= 0)) {
            throw new Illegal(field, "must be on one line");
        }
        return text;
    }

    /** Whether nobody would see anything of a text. */
    public static boolean isBlank(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (!Invisible.contains(text.codePointAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Letters and digits with hyphens between them. */
    private static boolean isHyphenated(String text, int max, boolean capitals) {
        int length = text.length();
        if (length == 0 || length > max || text.charAt(0) == '-' || text.charAt(length - 1) == '-') {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c != '-' && !isLowerOrDigit(c) && !(capitals && c >= 'A' && c <= 'Z')) {
                return false;
            }
        }
        return true;
    }

    /** Whether a character is one of a-z and 0-9. */
    static boolean isLowerOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    /** Whether a text is a hash of 32 bytes: 64 lower-case hexadecimal digits. */
    static boolean isHash(String text) {
        if (text.length() != 64) {
            return false;
        }
        // Nobody can guess which of its characters are letters, a processor neither: hence a table and no branches.
        boolean hash = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hash &= c < HEX_DIGITS.length && HEX_DIGITS[c];
        }
        return hash;
    }

    /** No half of a surrogate pair, and no control characters but, where {@code lines} says so, line feeds and tabs. */
    private static boolean isWhole(String text, boolean lines) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)
                    || (Character.isISOControl(c) && !(lines && (c == '\n' || c == '\t')))) {
                return false;
            }
        }
        return true;
    }

    private static int compareByCodePoint(String a, String b) {
        int ends = Math.min(a.length(), b.length());
        for (int i = 0; i < ends; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // A surrogate stands for a code point above every single character.
                boolean xHigh = Character.isSurrogate(x);
                return xHigh == Character.isSurrogate(y) ? Character.compare(x, y) : xHigh ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
