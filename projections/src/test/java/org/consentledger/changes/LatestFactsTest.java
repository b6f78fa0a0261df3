package org.consentledger.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.consentledger.check.HistoryLedger;
import org.consentledger.law.Histories;
import org.consentledger.law.Recorded;
import org.junit.jupiter.api.Test;

class LatestFactsTest {
    private static final int KEPT = 2;

    @Test
    void it_reads_what_the_ledger_holds_whatever_it_keeps() {
        for (long seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            List<Recorded> facts = Histories.admitted(seed).facts();
            var ledger = new HistoryLedger();
            ledger.append(facts);
            var latest = new LatestFacts(ledger, KEPT);
            for (int from = random.nextInt(3); from < facts.size(); ) {
                int to = Math.min(facts.size(), from + 1 + random.nextInt(4));
                latest.follow(facts.subList(from, to));
                if (random.nextInt(4) == 0) {
                    // As after a failure: the same facts come again.
                    latest.follow(facts.subList(from, to));
                }
                from = to;
                int after = random.nextInt(to + 1);
                int upTo = after + random.nextInt(facts.size() - after + 1);
                assertThat(latest.between(after, upTo)).isEqualTo(ledger.between(after, upTo));
            }
        }
    }

    @Test
    void what_it_keeps_is_not_read_from_the_ledger_again() {
        List<Recorded> facts = Histories.admitted(1).facts();
        var empty = new HistoryLedger();
        var latest = new LatestFacts(empty, facts.size());
        latest.follow(facts);
        assertThat(latest.between(0, facts.size())).hasSizeGreaterThan(KEPT);
    }
}
