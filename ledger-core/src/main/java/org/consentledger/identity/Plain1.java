package org.consentledger.identity;

import org.consentledger.law.Channel;
import org.jspecify.annotations.Nullable;

/** E-mail trimmed and lower-cased as a whole, nothing else removed; phone in E.164 with the leading {@code +}. */
final class Plain1 implements Profile {
    @Override
    public String name() {
        return "plain-1";
    }

    @Override
    public String normalForm(Channel channel, String plain, @Nullable String region) {
        return switch (channel) {
            case EMAIL -> Email.trimmedLower(plain);
            case PHONE -> Phone.e164(plain, region);
        };
    }
}
