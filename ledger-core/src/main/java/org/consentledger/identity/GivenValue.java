package org.consentledger.identity;

import java.util.Locale;
import java.util.regex.Pattern;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * A value as somebody gave it: in plain text, or as the SHA-256 of its normal form under a profile. Never printed.
 *
 * @param plain the text as given, or null where the hash was given
 * @param region the two-letter region of a plain phone number; null without one, and for everything else, where a
 *     given one is passed over
 * @param sha256 the hash as given, or null where the plain text was given
 * @param profile the hash's profile; for plain text the identity's
 */
public record GivenValue(
        Channel channel,
        @Nullable String plain,
        @Nullable String region,
        @Nullable Sha256 sha256,
        String profile) {
    /** Longest plain value, in characters. */
    public static final int MAX_LENGTH = 320;

    private static final Pattern REGION = Pattern.compile("[A-Za-z]{2}");

    public GivenValue {
        if ((plain == null) == (sha256 == null)) {
            throw new Illegal("value", "must be given either in plain text or as a SHA-256");
        }
        if (plain == null) {
            region = null;
        } else {
            checkText(plain);
            if (!profile.equals(Profiles.IDENTITY)) {
                throw new Illegal("value.profile", "must be " + Profiles.IDENTITY + " for plain text");
            }
            region = region == null || channel != Channel.PHONE ? null : region(region);
        }
    }

    /** A value in plain text; {@code region} for a phone number that may have no country code. */
    public static GivenValue plain(Channel channel, String plain, @Nullable String region) {
        return new GivenValue(channel, plain, region, null, Profiles.IDENTITY);
    }

    /** The SHA-256 of a value's normal form under {@code profile}. */
    public static GivenValue hash(Channel channel, Sha256 sha256, String profile) {
        return new GivenValue(channel, null, null, sha256, profile);
    }

    /** Tells the channel and the profile, nothing of the value. */
    @Override
    public String toString() {
        return "GivenValue[" + channel.word() + ", " + (plain == null ? "hash" : "plain") + ", hidden]";
    }

    // The form alone: a region that libphonenumber gives up one day must still be read back from old facts.
    private static String region(String text) {
        if (!REGION.matcher(text).matches()) {
            throw new Illegal("value.region", "must be a region's two letters, such as 'US'");
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static void checkText(String plain) {
        if (plain.length() > MAX_LENGTH) {
            throw new Illegal("value", "must be at most " + MAX_LENGTH + " characters");
        }
        // Half a character would become '?' in UTF-8, and with it one value two.
        if (plain.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw new Illegal("value", "must be whole Unicode text");
        }
    }
}
