package org.consentledger.identity;

import org.consentledger.law.Channel;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;

/** A plain value once it is read, which every profile's rule starts from. */
sealed interface PlainValue {
    /** An e-mail address. */
    record OfEmail(Email address) implements PlainValue {}

    /** A phone number in E.164, with its leading '+'. */
    record OfPhone(String e164) implements PlainValue {
        /** Tells nothing of the number. */
        @Override
        public String toString() {
            return "OfPhone[hidden]";
        }
    }

    /**
     * Reads a value as somebody wrote it.
     *
     * @throws Illegal where the text is certainly no such value
     */
    static PlainValue read(Channel channel, String plain, @Nullable String region) {
        return switch (channel) {
            case EMAIL -> new OfEmail(Email.read(plain));
            case PHONE -> new OfPhone(Phone.e164(plain, region));
        };
    }
}
