package org.consentledger.law;

import java.util.Comparator;
import java.util.regex.Pattern;

/** What text may stand in a fact, and how text sorts: by Unicode code point. */
public final class Text {
    /** Longest name that somebody outside gave a thing (advertiser, audience, source, version), in characters. */
    public static final int MAX_NAME_LENGTH = 200;
    /** Longest sentence for people, in characters. */
    public static final int MAX_SENTENCE_LENGTH = 2_000;

    /** Order by Unicode code point, which differs from {@link String#compareTo} beyond the basic plane. */
    public static final Comparator<String> BY_CODE_POINT = Text::compareByCodePoint;

    private static final Pattern WORD = Pattern.compile("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern REGION = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?");

    private Text() {}

    /** A word of a small vocabulary, such as a surface or a reason: {@code [a-z0-9-]}, at most 64 characters. */
    static String word(String field, String text) {
        if (!WORD.matcher(text).matches()) {
            throw new Illegal(
                    field, "must be 1 to 64 characters of a-z, 0-9 and '-', and begin and end with none of '-'");
        }
        return text;
    }

    /** A jurisdiction code, such as {@code EU} or {@code US-CA}. */
    static String jurisdiction(String field, String text) {
        if (!REGION.matcher(text).matches()) {
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
        if (text.isBlank() || text.length() > max) {
            throw new Illegal(field, "must be 1 to " + max + " characters and not blank");
        }
        if (!text.codePoints().allMatch(c -> isPrintable(c) || (lines && (c == '\n' || c == '\t')))) {
            throw new Illegal(field, "must be whole Unicode text without control characters");
        }
        return text;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
            default -> true;
        };
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
