package org.consentledger.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.consentledger.law.Histories.History;
import org.consentledger.law.Recorded;

/**
 * An index that is brought a generated history step by step, as nodes are: some of the ledger is ahead of it, the same facts come
 * again, and it is settled in between.
 */
public final class GrowingIndex implements AutoCloseable {
    private final HistoryLedger ledger = new HistoryLedger();
    private final HistoryKeys keys;
    private final StandingIndex index;
    private final List<List<Recorded>> left;
    private final int wholeSize;
    private final Random random;
    private int size;

    public GrowingIndex(History history, Random random) {
        this.random = random;
        this.keys = new HistoryKeys(history.facts(), random.nextBoolean());
        this.index = new StandingIndex(keys, ledger);
        this.left = new ArrayList<>(history.groups());
        this.wholeSize = history.facts().size();
    }

    public StandingIndex index() {
        return index;
    }

    public HistoryLedger ledger() {
        return ledger;
    }

    /** How many facts the index was brought. */
    public int size() {
        return size;
    }

    /** Whether the index was brought all of the history. */
    public boolean whole() {
        return size == wholeSize;
    }

    /** Brings the index some more facts, at least one. */
    public void grow() {
        if (!left.isEmpty() && (size == ledger.facts().size() || random.nextBoolean())) {
            List<List<Recorded>> next = left.subList(0, 1 + random.nextInt(left.size()));
            for (List<Recorded> group : next) {
                ledger.append(group);
                keys.appended(group);
            }
            next.clear();
        }
        int further = Math.min(ledger.facts().size(), size + 1 + random.nextInt(12));
        if (random.nextInt(8) == 0) {
            // As after a failure: the same facts come again.
            index.follow(List.copyOf(ledger.facts().subList(size, further)));
        }
        index.follow(List.copyOf(ledger.facts().subList(size, further)));
        size = further;
        if (random.nextInt(3) == 0) {
            index.settle();
        }
    }

    @Override
    public void close() {
        index.close();
    }
}
