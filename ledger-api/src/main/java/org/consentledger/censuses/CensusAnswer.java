package org.consentledger.censuses;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.consentledger.api.PolicyAsked;
import org.jspecify.annotations.Nullable;

/**
 * What a census is answered. The days come one by one, so that no answer is held in memory as a whole.
 *
 * @param root the root of the tree over the ledger's first {@code question.ledgerSize} facts, in hex
 * @param zoneData the version of the zone data
 */
public record CensusAnswer(CensusAsked question, String root, String zoneData, List<CountedDay> days) {
    /**
     * The question with its coordinates, none left open.
     *
     * @param until the day behind the last one
     * @param known null for no limit
     */
    public record CensusAsked(
            LocalDate since,
            LocalDate until,
            String zone,
            List<String> purposes,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant known,

            long ledgerSize,
            PolicyAsked policy) {}

    /**
     * One day.
     *
     * @param at its first instant, of which everything is said
     * @param policy the version counted under; empty before any was adopted
     * @param purposes those defined by then, in order
     */
    public record CountedDay(LocalDate on, Instant at, String policy, List<CountedPurpose> purposes) {}

    /**
     * Everybody, once for a purpose.
     *
     * @param persons those who are known, sentinels left out
     * @param unknownPersons those whom the ledger made for values that nobody is known to hold
     * @param contactPoints of both, and of sentinels
     */
    public record CountedPurpose(String purpose, Stood persons, Stood unknownPersons, Stood contactPoints) {}

    /**
     * How they stood.
     *
     * @param total the sum of all the others
     * @param neverAsked refused for want of a word, and never served a notice that discloses the purpose
     * @param refused by reason
     */
    public record Stood(long total, long permitted, long neverAsked, RefusedBy refused) {}

    /** How many were refused for each reason of the law; absent where nobody was. */
    public record RefusedBy(
            @JsonProperty("ERASED") @Nullable Long erased,
            @JsonProperty("SENTINEL") @Nullable Long sentinel,
            @JsonProperty("SUPPRESSED") @Nullable Long suppressed,
            @JsonProperty("REMOVED") @Nullable Long removed,
            @JsonProperty("RULE") @Nullable Long rule,
            @JsonProperty("PURPOSE_NOT_ASSIGNED") @Nullable Long purposeNotAssigned,
            @JsonProperty("PURPOSE_REVOKED") @Nullable Long purposeRevoked,
            @JsonProperty("CONSENT_MISSING") @Nullable Long consentMissing,
            @JsonProperty("CONSENT_NEGATIVE") @Nullable Long consentNegative,
            @JsonProperty("CONSENT_EXPIRED") @Nullable Long consentExpired,
            @JsonProperty("OBJECTED") @Nullable Long objected) {}
}
