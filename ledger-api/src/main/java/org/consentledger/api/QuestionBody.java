package org.consentledger.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.consentledger.identity.PersonReference;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Illegal;
import org.consentledger.law.PersonId;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * A question as somebody asks it.
 *
 * @param contactPoint the contact point asked about; it or {@code value}
 * @param value the value asked about, which may be held for several persons
 * @param person whose contact points alone are meant; only beside {@code value}
 * @param at what was true at this instant; without it now
 * @param on what was true throughout this day, instead of at an instant
 * @param zone the zone of the day; without it UTC
 * @param known as far as the organisation knew by this instant; without it without limit
 * @param ledgerSize as the ledger stood when it held this many facts; without it all
 * @param policy the version of a policy, or a draft, to ask under; without it the one in force
 * @param atLeast a place that the answer must know of: one's own last fact, say
 */
record QuestionBody(
        @Nullable ContactPointId contactPoint,
        @Nullable Value value,
        PersonReference.@Nullable OfPlatform person,
        @Nullable PersonId personId,
        Purpose purpose,
        @Nullable Instant at,
        @Nullable LocalDate on,
        @Nullable ZoneId zone,
        @Nullable Instant known,
        @Nullable Long ledgerSize,
        @Nullable PolicyChoice policy,
        @Nullable Long atLeast) {
    QuestionBody {
        if ((contactPoint == null) == (value == null)) {
            throw new Illegal("contactPoint", "must be given, or 'value', and not both");
        }
        if (contactPoint != null && (person != null || personId != null)) {
            throw new Illegal("person", "may stand only beside 'value'");
        }
        if (at != null && on != null) {
            throw new Illegal("on", "must not stand beside 'at'");
        }
        if (zone != null && on == null) {
            throw new Illegal("zone", "may stand only beside 'on'");
        }
    }

    /** Whether the same question can have no other answer: nothing is left to the moment at which it is asked. */
    boolean pinned() {
        return contactPoint != null && ledgerSize != null && (at != null || on != null);
    }
}
