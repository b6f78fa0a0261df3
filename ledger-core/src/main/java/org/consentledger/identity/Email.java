package org.consentledger.identity;

import java.util.Locale;
import org.consentledger.law.Illegal;

/**
 * An e-mail address without white space around it. Refuses what is certainly no address and nothing more: an odd address
 * that is recorded matches nobody by accident, one that is refused leaves a gap in the evidence.
 *
 * @param written the address in its own case
 * @param lower the address in lower case as a whole
 */
record Email(String written, String lower) {
    // Source: RFC 5321 section 4.5.3.1.3, a path of 256 with its angle brackets.
    private static final int MAX_LENGTH = 254;

    /** Reads an address as somebody wrote it. */
    static Email read(String plain) {
        String written = trim(plain);
        // Gives back the same text where nothing changes, as most rules do after it: millions are read at a time.
        String lower = written.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        if (at <= 0 || at == lower.length() - 1) {
            throw new Illegal("value", "must be an e-mail address: a name, '@' and a domain");
        }
        if (lower.length() > MAX_LENGTH) {
            throw new Illegal("value", "must be an e-mail address of at most " + MAX_LENGTH + " characters");
        }
        boolean quoted = lower.charAt(0) == '"' && at > 2 && lower.charAt(at - 1) == '"';
        for (int i = 0; i < lower.length(); i++) {
            checkCharacter(lower.charAt(i), quoted && i < at, i == at);
        }
        return new Email(written, lower);
    }

    private static void checkCharacter(char c, boolean quoted, boolean theAt) {
        if (Character.isISOControl(c)) {
            throw new Illegal("value", "must be an e-mail address without control characters");
        }
        if (isWhiteSpace(c) && !(quoted && c == ' ')) {
            throw new Illegal("value", "must be an e-mail address without white space inside");
        }
        if (c == '@' && !quoted && !theAt) {
            throw new Illegal("value", "must be one e-mail address with one '@'");
        }
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    // What the trim of JavaScript, Python and Java remove, taken together: the no-break spaces are where they differ.
    private static boolean isWhiteSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085' || c == '\uFEFF';
    }

    /** Tells nothing of the address. */
    @Override
    public String toString() {
        return "Email[hidden]";
    }
}
