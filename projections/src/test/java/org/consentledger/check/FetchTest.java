package org.consentledger.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Histories;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.junit.jupiter.api.Test;

/** What is fetched ahead of questions, which find the same with it and without. */
class FetchTest {
    private static final long AT = Long.MAX_VALUE / 2;

    @Test
    void any_keys_may_be_fetched_from_an_index_of_any_size() {
        for (long seed = 0; seed < 30; seed++) {
            Histories.History history = Histories.admitted(seed);
            var ledger = new HistoryLedger();
            ledger.append(history.facts());
            try (var index = new StandingIndex(new HistoryKeys(history.facts(), false), ledger)) {
                // Before the first facts, with some of them settled, and with all.
                for (int size :
                        List.of(0, history.facts().size() / 2, history.facts().size())) {
                    index.follow(history.facts().subList(0, size));
                    index.settle();
                    assertFindsTheSame(index, new Random(seed));
                }
            }
        }
    }

    private static void assertFindsTheSame(StandingIndex index, Random random) {
        var purpose = new Purpose("fetched");
        Inquiry plain = index.inquiry(purpose, PolicyChoice.IN_FORCE);
        Inquiry fetching = index.inquiry(purpose, PolicyChoice.IN_FORCE);
        long[] keys = random.longs(Inquiry.FETCHED).toArray();
        keys[0] = 0;
        keys[1] = -1;
        keys[2] = Long.MIN_VALUE;
        fetching.fetch(keys, 0);
        fetching.fetch(keys, keys.length);
        for (long key : keys) {
            assertThat(fetching.ask(key, ~0L, AT, AT, Coordinates.ALL))
                    .isEqualTo(plain.ask(key, ~0L, AT, AT, Coordinates.ALL));
        }
    }
}
