package org.consentledger.identity;

import java.nio.charset.StandardCharsets;
import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/**
 * A named, versioned normal form, and what is exchanged of it: its SHA-256, or under a keyed profile its HMAC-SHA-256 under
 * the key that a partner shares. What a released profile makes of a value never changes: another rule, or another key, is
 * another profile. Safe for any number of threads.
 */
public final class Profile {
    private final String name;
    private final String form;
    private final EmailRule email;
    private final PhoneRule phone;
    private final @Nullable Hmac key;

    Profile(String name, EmailRule email, PhoneRule phone) {
        this(name, name, email, phone, null);
    }

    private Profile(String name, String form, EmailRule email, PhoneRule phone, @Nullable Hmac key) {
        this.name = name;
        this.form = form;
        this.email = email;
        this.phone = phone;
        this.key = key;
    }

    /** This normal form under a partner's key. */
    Profile keyed(String keyedName, Hmac partnersKey) {
        return new Profile(keyedName, form, email, phone, partnersKey);
    }

    /** The name, such as {@code plain-1}: a word whose last part is the version. */
    public String name() {
        return name;
    }

    /**
     * The hash of a value given in plain text; null where the profile's platform takes no such value.
     *
     * @param region the two-letter region of a phone number that has no country code
     * @throws Illegal where the text is certainly no such value; the message never holds it
     */
    public @Nullable Sha256 hash(Channel channel, String plain, @Nullable String region) {
        String form = normalForm(PlainValue.read(channel, plain, region));
        return form == null ? null : hash(form);
    }

    /** The normal form; null where the profile's platform takes no such value. */
    @Nullable
    String normalForm(PlainValue value) {
        return switch (value) {
            case PlainValue.OfEmail(Email address) -> email.normalForm(address);
            case PlainValue.OfPhone(String e164) -> phone.normalForm(e164);
        };
    }

    Sha256 hash(String normalForm) {
        return key == null
                ? Sha256.ofText(normalForm)
                : Sha256.of(key.of("", normalForm.getBytes(StandardCharsets.UTF_8)));
    }

    boolean keyed() {
        return key != null;
    }

    /** What another key, or another normal form under it, would not have; null without a key. */
    byte @Nullable [] fingerprint() {
        return key == null ? null : key.of("fingerprint|" + form);
    }

    /** Whether both make the same of every value of the channel. */
    boolean agrees(Profile other, Channel channel) {
        return key == other.key
                && switch (channel) {
                    case EMAIL -> email == other.email;
                    case PHONE -> phone == other.phone;
                };
    }

    /** The name alone. */
    @Override
    public String toString() {
        return name;
    }
}
