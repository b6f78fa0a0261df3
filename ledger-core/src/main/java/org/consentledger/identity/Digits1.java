package org.consentledger.identity;

import org.consentledger.law.Channel;
import org.jspecify.annotations.Nullable;

/** E-mail as in {@code plain-1}; phone as country code and number in digits alone. */
// Source: Meta, Customer File Custom Audiences: "Remove symbols, letters, and any leading zeros. ... prefix the country
// code".
final class Digits1 implements Profile {
    @Override
    public String name() {
        return "digits-1";
    }

    @Override
    public String normalForm(Channel channel, String plain, @Nullable String region) {
        return switch (channel) {
            case EMAIL -> Email.trimmedLower(plain);
            case PHONE -> Phone.e164(plain, region).substring(1);
        };
    }
}
