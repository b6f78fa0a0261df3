package org.consentledger.traces;

import java.time.Instant;
import org.consentledger.api.Value;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.Illegal;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;

/** What is asked about where contact points came from and went. */
public final class TraceBodies {
    private TraceBodies() {}

    /**
     * Who supplied a contact point, or each that holds a value?
     *
     * @param value the value asked about; it or {@code contactPoint}
     * @param known as far as the organisation knew by this instant; without it without limit
     * @param ledgerSize as the ledger stood when it held this many facts; without it all
     * @param atLeast a place that the answer must know of
     */
    public record SourcesBody(
            @Nullable ContactPointId contactPoint,
            @Nullable Value value,
            @Nullable Instant known,
            @Nullable Long ledgerSize,
            @Nullable Long atLeast) {
        /** Checks that there is one thing asked about. */
        public SourcesBody {
            requireOne(contactPoint, value);
        }
    }

    /** How long did it take until a contact point's withdrawals were heeded? As {@link SourcesBody}, as known today. */
    public record WithdrawalsBody(
            @Nullable ContactPointId contactPoint,
            @Nullable Value value,
            @Nullable Long atLeast) {
        /** Checks that there is one thing asked about. */
        public WithdrawalsBody {
            requireOne(contactPoint, value);
        }
    }

    private static void requireOne(@Nullable ContactPointId contactPoint, @Nullable Value value) {
        if ((contactPoint == null) == (value == null)) {
            throw new Illegal("contactPoint", "must be given, or 'value', and not both");
        }
    }

    /**
     * Which contact points were never given by their persons?
     *
     * @param at as collected by this instant; without it now
     */
    public record NeverGivenBody(
            @Nullable Instant at,
            @Nullable Instant known,
            @Nullable Long ledgerSize,
            @Nullable Long atLeast) {}

    /**
     * Which uses were there? Every condition given must hold.
     *
     * @param within purposes that lie in this one
     * @param outside purposes that do not lie in this one
     * @param since the first instant, included
     * @param until the last instant, not included
     * @param shared whether somebody received something
     */
    public record UsesBody(
            @Nullable ContactPointId contactPoint,
            @Nullable String programme,
            @Nullable String advertiser,
            @Nullable String audience,
            @Nullable Purpose within,
            @Nullable Purpose outside,
            @Nullable Instant since,
            @Nullable Instant until,
            @Nullable Boolean shared,
            @Nullable Instant known,
            @Nullable Long ledgerSize,
            @Nullable Long atLeast) {
        /** Checks that the period has a length, and that an audience is somebody's. */
        public UsesBody {
            if (since != null && until != null && !since.isBefore(until)) {
                throw new Illegal("until", "must be later than 'since'");
            }
            if (audience != null && advertiser == null) {
                throw new Illegal("audience", "may stand only beside 'advertiser'");
            }
        }
    }
}
