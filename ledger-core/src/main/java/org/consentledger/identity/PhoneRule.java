package org.consentledger.identity;

import org.jspecify.annotations.Nullable;

/** What a profile makes of a phone number in E.164, such as {@code +14155550100}. */
enum PhoneRule {
    /** The number with its leading '+'. */
    E164 {
        @Override
        String normalForm(String e164) {
            return e164;
        }
    },
    /** The number with its leading '+', of at least ten digits. */
    E164_OF_TEN_DIGITS {
        @Override
        @Nullable
        String normalForm(String e164) {
            return e164.length() > TEN ? e164 : null;
        }
    },
    /** Country code and number in digits alone. */
    DIGITS {
        @Override
        String normalForm(String e164) {
            return e164.substring(1);
        }
    },
    /** Of country code and number the last ten digits, or all where there are fewer. */
    LAST_TEN_DIGITS {
        @Override
        String normalForm(String e164) {
            return e164.substring(Math.max(1, e164.length() - TEN));
        }
    };

    private static final int TEN = 10;

    /** The normal form; null where the platform takes no such number. */
    abstract @Nullable String normalForm(String e164);
}
