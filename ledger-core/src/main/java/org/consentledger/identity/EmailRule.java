package org.consentledger.identity;

import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What a profile makes of an e-mail address. White space around it is gone before; none removes anything behind the '@'. */
enum EmailRule {
    /** Lower case as a whole, nothing else. */
    LOWER_CASE {
        @Override
        String normalForm(Email email) {
            return email.lower();
        }
    },
    /** Lower case; at gmail.com and googlemail.com without dots before the '@'. */
    GMAIL_DOTS {
        @Override
        @Nullable
        String normalForm(Email email) {
            return isAt(email.lower(), "gmail.com") || isAt(email.lower(), "googlemail.com")
                    ? without(email.lower(), EmailRule::isDot, false)
                    : email.lower();
        }
    },
    /** Lower case; at gmail.com and googlemail.com without dots and without '+' and what follows it, before the '@'. */
    GMAIL_DOTS_AND_SUFFIX {
        @Override
        @Nullable
        String normalForm(Email email) {
            return isAt(email.lower(), "gmail.com") || isAt(email.lower(), "googlemail.com")
                    ? without(email.lower(), EmailRule::isDot, true)
                    : email.lower();
        }
    },
    /** Only A to Z in lower case; at gmail.com alone without dots and without '+' and what follows it, before the '@'. */
    ASCII_GMAIL_DOTS_AND_SUFFIX {
        @Override
        @Nullable
        String normalForm(Email email) {
            String lower = asciiLower(email);
            return isAt(lower, "gmail.com") ? without(lower, EmailRule::isDot, true) : lower;
        }
    },
    /** Lower case, without '+' and what follows it before the '@', at every domain. */
    SUFFIX {
        @Override
        @Nullable
        String normalForm(Email email) {
            return without(email.lower(), _ -> false, true);
        }
    },
    /** Lower case, without dots and without '+' and what follows it before the '@', at every domain. */
    DOTS_AND_SUFFIX {
        @Override
        @Nullable
        String normalForm(Email email) {
            return without(email.lower(), EmailRule::isDot, true);
        }
    },
    /** Lower case, of what stands before '+' and '@' the letters a to z and the digits alone, at every domain. */
    LETTERS_AND_DIGITS {
        @Override
        @Nullable
        String normalForm(Email email) {
            return without(email.lower(), c -> !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')), true);
        }
    };

    /** The normal form; null where nothing is left before the '@'. */
    abstract @Nullable String normalForm(Email email);

    private static boolean isDot(int c) {
        return c == '.';
    }

    private static boolean isAt(String address, String domain) {
        int at = address.length() - domain.length() - 1;
        return at > 0 && address.charAt(at) == '@' && address.endsWith(domain);
    }

    /** The address without what is {@code dropped} of its name, and without the suffix of it where that goes too. */
    private static @Nullable String without(String address, IntPredicate dropped, boolean suffix) {
        int at = address.lastIndexOf('@');
        int plus = suffix ? address.indexOf('+') : -1;
        int end = plus >= 0 && plus < at ? plus : at;
        int kept = 0;
        while (kept < end && !dropped.test(address.charAt(kept))) {
            kept++;
        }
        if (kept == at) {
            return address;
        }
        var form = new StringBuilder(address.length()).append(address, 0, kept);
        for (int i = kept; i < end; i++) {
            char c = address.charAt(i);
            if (!dropped.test(c)) {
                form.append(c);
            }
        }
        return form.isEmpty()
                ? null
                : form.append(address, at, address.length()).toString();
    }

    private static String asciiLower(Email email) {
        String written = email.written();
        for (int i = 0; i < written.length(); i++) {
            if (written.charAt(i) > 0x7F) {
                var lower = new StringBuilder(written);
                for (int j = 0; j < lower.length(); j++) {
                    char c = lower.charAt(j);
                    if (c >= 'A' && c <= 'Z') {
                        lower.setCharAt(j, (char) (c - 'A' + 'a'));
                    }
                }
                return lower.toString();
            }
        }
        return email.lower();
    }
}
