package org.consentledger.online;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.DefinedPurposes;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.check.Found;
import org.consentledger.check.Inquiry;
import org.consentledger.check.StandingIndex;
import org.consentledger.feed.Feed;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.online.CheckResult.Matchable;
import org.consentledger.online.CheckResult.Permitted;
import org.consentledger.online.CheckResult.Refused;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Answers checks from this node's memory, once it is confirmed that the memory holds the ledger: whatever this node has
 * answered as recorded, and whatever other nodes had recorded when the database was asked last.
 */
@Component
final class Checks {
    /** Most items of one check. */
    static final int MAX_ITEMS = 10_000;

    static final String ITEMS_RULE = "must be a list of 1 to " + MAX_ITEMS + " items";

    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final ConfirmedMemory memory;
    private final StandingIndex index;
    private final DefinedPurposes purposes;
    private final Clock clock;

    Checks(ConfirmedMemory memory, StandingIndex index, DefinedPurposes purposes, Clock clock) {
        this.memory = memory;
        this.index = index;
        this.purposes = purposes;
        this.clock = clock;
    }

    /**
     * The answer about all items.
     *
     * @param atLeast a place that the answer must know of; null for none
     */
    CheckAnswer answer(Purpose purpose, @Nullable Long atLeast, List<CheckItem> items) {
        Feed.Followed followed = atLeast == null ? memory.now() : memory.atLeast("atLeast", atLeast);
        if (!purposes.contain(purpose, followed.size())) {
            throw new ProblemFound(
                    Problem.of(ProblemType.PURPOSE_UNKNOWN, "purpose", "must be defined, or one below it"));
        }
        Instant at = Moments.notBefore(followed.recordedAt(), clock.instant());
        var asker = new Asker(index.inquiry(purpose, PolicyChoice.IN_FORCE), Moments.toMicros(at));
        var results = new ArrayList<CheckResult>(items.size());
        for (CheckItem item : items) {
            results.add(asker.result(item));
        }
        return new CheckAnswer(asker.inquiry.place(), at, results);
    }

    /** One state of the ledger, asked about one item after the other. */
    private static final class Asker {
        private final Inquiry inquiry;
        private final long at;
        private final Map<CheckItem, CheckResult> answered = new HashMap<>();

        Asker(Inquiry inquiry, long at) {
            this.inquiry = inquiry;
            this.at = at;
        }

        CheckResult result(CheckItem item) {
            // Asking a thousand times over in one request would make small differences of time large.
            CheckResult before = answered.get(item);
            if (before != null) {
                return before;
            }
            CheckResult result = switch (item) {
                case CheckItem.OfValue value -> judged(item, inquiry.ask(value.keys(), at, NO_LIMIT, Coordinates.ALL));
                case CheckItem.OfContactPoint one -> judged(item, found(one));
                case CheckItem.Wrong wrong -> wrong;
            };
            answered.put(item, result);
            return result;
        }

        private List<Found> found(CheckItem.OfContactPoint one) {
            Found found = inquiry.find(one.contactPoint(), at, NO_LIMIT, Coordinates.ALL);
            return found == null ? List.of() : List.of(found);
        }

        private CheckResult judged(CheckItem item, List<Found> found) {
            if (found.isEmpty()) {
                inquiry.passTime(item.hashCode(), at, NO_LIMIT, Coordinates.ALL);
                return Refused.REFUSED;
            }
            List<Matchable> matchable = found.stream()
                    .filter(one -> one.finding().permitted())
                    .sorted(Found.BY_ID)
                    .map(one -> new Matchable(one.contactPoint(), one.person()))
                    .toList();
            return matchable.isEmpty() ? Refused.REFUSED : new Permitted(matchable);
        }
    }
}
