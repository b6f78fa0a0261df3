package org.consentledger.demonstration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A contact point as the matcher had it.
 *
 * @param person whose it is; null for somebody without an account
 * @param forAdvertising whether it was obtained where advertising may be agreed to
 * @param since first instant
 * @param until last instant, not included
 */
record Held(@Nullable String person, Contacts.Contact contact, boolean forAdvertising, Instant since, Instant until) {
    boolean at(Instant moment) {
        return !moment.isBefore(since) && moment.isBefore(until);
    }
}
