package org.consentledger.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/** Phone numbers, read by libphonenumber. */
final class Phone {
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
    private static final Set<String> REGIONS = NUMBERS.getSupportedRegions();

    private Phone() {}

    /** The number in E.164, with its leading {@code +}. */
    static String e164(String plain, @Nullable String region) {
        PhoneNumber number = parse(plain, region);
        // Possible, by its length, is enough: whether a number is valid changes with each year's numbering plans, and
        // a number that was in use in 2013 must still be recorded. Without its area code it would be another's.
        if (NUMBERS.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
            throw new Illegal("value", "must be a phone number as long as its country's numbers are");
        }
        return NUMBERS.format(number, PhoneNumberFormat.E164);
    }

    private static PhoneNumber parse(String plain, @Nullable String region) {
        if (region != null && !REGIONS.contains(region)) {
            throw new Illegal("value.region", "must be a region that has phone numbers of its own, such as 'US'");
        }
        PhoneNumber international = international(plain);
        try {
            PhoneNumber number = NUMBERS.parse(plain, region);
            return international == null || NUMBERS.isValidNumber(number) ? number : international;
        } catch (NumberParseException e) {
            if (international != null) {
                return international;
            }
            throw switch (e.getErrorType()) {
                case INVALID_COUNTRY_CODE ->
                    new Illegal(
                            "value", "must be a phone number with its country code, or with value.region beside it");
                case NOT_A_NUMBER, TOO_SHORT_AFTER_IDD, TOO_SHORT_NSN, TOO_LONG ->
                    new Illegal("value", "must be a phone number");
            };
        }
    }

    /**
     * A valid number written with '00' for its '+'; null where it is none. Most of the world dials that, and so people
     * write it where it is not dialled: read as their region dials, it would be refused or be another number, abroad.
     */
    private static @Nullable PhoneNumber international(String plain) {
        String text = plain.strip();
        if (!text.startsWith("00")) {
            return null;
        }
        try {
            PhoneNumber number = NUMBERS.parse("+" + text.substring(2), null);
            return NUMBERS.isValidNumber(number) ? number : null;
        } catch (NumberParseException _) {
            return null;
        }
    }
}
