package org.consentledger.gate;

import org.consentledger.law.ContactPointId;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * That somebody used, or would have used, what nobody may ever use: a sentinel.
 *
 * @param used the place of the use on the ledger; absent where the gate kept the sentinel back
 */
public record Alarm(
        @Nullable Long used,
        ContactPointId contactPoint,
        Purpose purpose,
        String programme,
        @Nullable String advertiser,
        @Nullable String list,
        @Nullable String run) {}
