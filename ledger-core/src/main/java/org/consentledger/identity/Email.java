package org.consentledger.identity;

import java.util.Locale;
import org.consentledger.law.Illegal;

/**
 * E-mail addresses. Refuses what is certainly no address and nothing more: an odd address that is recorded matches
 * nobody by accident, one that is refused leaves a gap in the evidence.
 */
final class Email {
    // Source: RFC 5321 section 4.5.3.1.3, a path of 256 with its angle brackets.
    private static final int MAX_LENGTH = 254;

    private Email() {}

    /** The address without white space around it, in lower case. */
    static String trimmedLower(String plain) {
        String address = trim(plain).toLowerCase(Locale.ROOT);
        int at = address.lastIndexOf('@');
        if (at <= 0 || at == address.length() - 1) {
            throw new Illegal("value", "must be an e-mail address: a name, '@' and a domain");
        }
        if (address.length() > MAX_LENGTH) {
            throw new Illegal("value", "must be an e-mail address of at most " + MAX_LENGTH + " characters");
        }
        boolean quoted = address.charAt(0) == '"' && at > 2 && address.charAt(at - 1) == '"';
        for (int i = 0; i < address.length(); i++) {
            checkCharacter(address.charAt(i), quoted && i < at, i == at);
        }
        return address;
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
}
