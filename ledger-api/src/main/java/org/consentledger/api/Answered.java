package org.consentledger.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.consentledger.law.DayAnswer;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/** What a question is answered. */
sealed interface Answered {
    /** An answer about one contact point. */
    sealed interface One extends Answered {}

    /**
     * A verdict with its reasons, the facts that it rests on, and everything that is needed to ask again.
     *
     * @param rule the id of the rule that decided, if one did
     * @param basis the legal basis that was looked at, if one was
     * @param collections what each collection of the contact point says, in order of place
     */
    record OfInstant(
            Verdict verdict,
            Reason reason,
            @Nullable String rule,
            @Nullable String basis,
            Asked question,
            List<CollectionAnswer> collections)
            implements One {}

    /** There is no third one. */
    enum Verdict {
        PERMITTED,
        REFUSED;

        static Verdict of(boolean permitted) {
            return permitted ? PERMITTED : REFUSED;
        }

        @JsonValue
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How much of a day was permitted. */
    enum Extent {
        THROUGHOUT,
        IN_PART,
        NEVER;

        static Extent of(DayAnswer.Extent extent) {
            return valueOf(extent.name());
        }

        @JsonValue
        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /**
     * The question with its coordinates, none left open.
     *
     * @param contactPoint absent where nobody is known to hold the value
     * @param known null for no limit
     * @param policy of a day that of its first instant
     */
    record Asked(
            @Nullable UUID contactPoint,
            String purpose,
            @Nullable Instant at,
            @Nullable LocalDate on,
            @Nullable String zone,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable
            Instant known,

            long ledgerSize,
            PolicyUsed policy) {}

    /**
     * The policy that was used.
     *
     * @param version empty before any policy was adopted
     * @param place of its adoption; absent for the empty policy and for a draft
     * @param draft the SHA-256 of a draft's canonical JSON
     */
    record PolicyUsed(
            String version,
            @Nullable Long place,
            boolean hypothetical,
            @Nullable String draft) {}

    record CollectionAnswer(
            UUID collection,
            long collectedPlace,
            Verdict verdict,
            Reason reason,
            @Nullable String rule,
            @Nullable String basis,
            List<FactNamed> restsOn) {}

    /** A fact, without its content. */
    record FactNamed(long place, UUID id, String source, String type, Instant occurredAt, Instant knownAt) {}

    /** Answers to a question by value, one for each contact point, ordered by id. */
    record Several(List<One> answers) implements Answered {}

    /**
     * An answer about a day.
     *
     * @param since the day's first instant
     * @param until the next day's first instant
     * @param zoneData the version of the zone data
     */
    record OfDay(
            Extent extent,
            String zone,
            String zoneData,
            Instant since,
            Instant until,
            Asked question,
            List<Stretch> stretches)
            implements One {}

    /**
     * A longest interval with the same verdict, reason and rule; {@code until} is not included.
     *
     * @param policy that of its first instant
     */
    record Stretch(
            Instant since,
            Instant until,
            Verdict verdict,
            Reason reason,
            @Nullable String rule,
            @Nullable String basis,
            PolicyUsed policy,
            List<CollectionAnswer> collections) {}
}
