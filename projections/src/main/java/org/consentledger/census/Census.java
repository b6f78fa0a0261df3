package org.consentledger.census;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.consentledger.check.Canvass;
import org.consentledger.check.StandingIndex;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Horizon;
import org.jspecify.annotations.Nullable;

/** How many persons and contact points stood how to each purpose, on each of some days (the law's section 7). */
public final class Census {
    /** Most purposes of one census. */
    public static final int MOST_PURPOSES = 100;

    private final StandingIndex index;
    private final CensusFacts facts;
    private final Executor threads;
    private final int shares;

    /**
     * Censuses of everybody in {@code index}.
     *
     * @param threads what counts
     * @param shares how many of them count at a time for one census
     */
    public Census(StandingIndex index, CensusFacts facts, Executor threads, int shares) {
        this.index = index;
        this.facts = facts;
        this.threads = threads;
        this.shares = shares;
    }

    /**
     * Whom to count, on which days.
     *
     * @param purposes those to count for, each of them defined at some instant; null for all that are defined on the last day
     * @param horizon the index has reached its size
     */
    public record Terms(Days days, @Nullable List<Purpose> purposes, Horizon horizon, PolicyChoice policy) {}

    /** A purpose is named that is not defined at any instant, as far as was known. */
    public static final class PurposeUndefined extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PurposeUndefined() {
            super("a purpose is not defined", null, false, false);
        }
    }

    /**
     * Counts. What was recorded meanwhile counts for nobody.
     *
     * @throws PurposeUndefined where the terms name a purpose that is not defined
     * @throws Illegal where there are too many purposes, the index has not reached the size, or the policy's version was never adopted
     */
    public Taken take(Terms terms) {
        Horizon horizon = terms.horizon();
        Instant known = horizon.known();
        Map<Purpose, Long> defined = facts.defined(horizon);
        List<Purpose> purposes = purposes(terms, defined);
        Canvass canvass = index.canvass(
                purposes,
                terms.policy(),
                known == null ? Long.MAX_VALUE : Moments.toMicros(known),
                horizon.ledgerSize());
        Disclosures disclosures = facts.disclosures(purposes, horizon);
        Counts counts = count(terms.days(), purposes.size(), canvass, disclosures);
        return new Taken(terms.days(), purposes, defined, canvass, counts);
    }

    private static List<Purpose> purposes(Terms terms, Map<Purpose, Long> defined) {
        List<Purpose> named = terms.purposes();
        long last = terms.days().micros(terms.days().count() - 1);
        List<Purpose> purposes = named != null
                ? named
                : defined.keySet().stream()
                        .filter(purpose -> defined.getOrDefault(purpose, Long.MAX_VALUE) <= last)
                        .sorted()
                        .toList();
        if (purposes.size() > MOST_PURPOSES) {
            throw new Illegal("purposes", "must be at most " + MOST_PURPOSES + "; name those to count for");
        }
        if (!defined.keySet().containsAll(purposes)) {
            throw new PurposeUndefined();
        }
        return purposes;
    }

    private Counts count(Days days, int purposes, Canvass canvass, Disclosures disclosures) {
        List<CompletableFuture<Counts>> counting = IntStream.range(0, shares)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> new Enumerator(canvass.canvasser(), days, purposes, disclosures).count(), threads))
                .toList();
        try {
            var all = new Counts(days.count(), purposes);
            counting.forEach(share -> all.add(share.join()));
            all.sum();
            return all;
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
