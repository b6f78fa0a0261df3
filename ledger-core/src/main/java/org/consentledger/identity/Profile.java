package org.consentledger.identity;

import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * A named, versioned normal form. What a released profile makes of a value never changes: another rule is another
 * profile, one class each, added to {@link Profiles}.
 */
public interface Profile {
    /** The name, such as {@code plain-1}: a word whose last part is the version. */
    String name();

    /**
     * The normal form of a value given in plain text; its SHA-256 is what platforms exchange.
     *
     * @param region the two-letter region of a phone number that has no country code
     * @throws Illegal where the text is certainly no such value; the message never holds it
     */
    String normalForm(Channel channel, String plain, @Nullable String region);
}
