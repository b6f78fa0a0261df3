package org.consentledger.changes;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.consentledger.check.LedgerFacts;
import org.consentledger.feed.Follower;
import org.consentledger.law.Fact;
import org.consentledger.law.FactId;
import org.consentledger.law.PersonId;
import org.consentledger.law.Recorded;
import org.consentledger.seal.TreeHead;

/**
 * The ledger, of which the latest facts are kept in memory: many copies that follow it closely read it once. One thread brings
 * facts, any number read.
 */
public final class LatestFacts implements LedgerFacts, Follower {
    private static final int MOST = 20_000;

    private final LedgerFacts stored;
    private final int most;
    private final ConcurrentSkipListMap<Long, Recorded> latest = new ConcurrentSkipListMap<>();
    /** Every fact behind this place, up to {@link #place}, is kept; uses are not. */
    private volatile long behind = Long.MAX_VALUE;

    private volatile long place;

    /** The facts of {@code stored}. */
    public LatestFacts(LedgerFacts stored) {
        this(stored, MOST);
    }

    LatestFacts(LedgerFacts stored, int most) {
        this.stored = stored;
        this.most = most;
    }

    @Override
    public void follow(List<Recorded> facts) {
        if (facts.isEmpty()) {
            return;
        }
        if (behind == Long.MAX_VALUE) {
            behind = facts.getFirst().place() - 1;
        }
        for (Recorded recorded : facts) {
            if (!(recorded.fact() instanceof Fact.ContactPointUsed)) {
                latest.put(recorded.place(), recorded);
            }
        }
        place = Math.max(place, facts.getLast().place());
        for (int over = latest.size() - most; over > 0; over--) {
            // Before it is gone, so that no reader takes what is left for all there was.
            behind = Math.max(behind, latest.firstKey());
            latest.pollFirstEntry();
        }
    }

    @Override
    public List<Recorded> between(long after, long upTo) {
        if (upTo <= place) {
            List<Recorded> kept =
                    List.copyOf(latest.subMap(after, false, upTo, true).values());
            if (after >= behind) {
                return kept;
            }
        }
        return stored.between(after, upTo);
    }

    @Override
    public List<Recorded> at(Collection<Long> places) {
        return stored.at(places);
    }

    @Override
    public Map<FactId, Long> placesOf(Collection<FactId> ids) {
        return stored.placesOf(ids);
    }

    @Override
    public List<Recorded> erasuresOf(Collection<PersonId> persons) {
        return stored.erasuresOf(persons);
    }

    @Override
    public Optional<TreeHead> headFrom(long place) {
        return stored.headFrom(place);
    }

    @Override
    public TreeHead treeOf(long size) {
        return stored.treeOf(size);
    }
}
