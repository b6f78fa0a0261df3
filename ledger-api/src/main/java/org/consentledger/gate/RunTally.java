package org.consentledger.gate;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.consentledger.api.Problem;
import org.consentledger.bulk.BulkLine;
import org.consentledger.law.Reason;
import org.consentledger.store.LedgerHead;
import org.consentledger.store.LedgerReader;
import org.consentledger.write.Recording;
import org.jspecify.annotations.Nullable;

/** Counts what becomes of a run's list, and writes its receipt. For any number of threads. */
final class RunTally {
    private final Run run;
    private final boolean shadow;
    private final long floor;
    private final Runs runs;
    private final LedgerReader reader;
    private final Clock clock;
    private final AtomicLong uses = new AtomicLong();
    private final AtomicLong before = new AtomicLong();
    private final Map<Reason, Long> refused = new ConcurrentHashMap<>();

    /** @param floor how often a reason must have been given to be told by itself */
    RunTally(Run run, boolean shadow, long floor, Runs runs, LedgerReader reader, Clock clock) {
        this.run = run;
        this.shadow = shadow;
        this.floor = floor;
        this.runs = runs;
        this.reader = reader;
        this.clock = clock;
    }

    void add(Passage.Passed passed) {
        uses.addAndGet(passed.through().size());
        before.addAndGet(passed.through().values().stream()
                .filter(Recording.Recorded::before)
                .count());
    }

    /** Counts one contact point that was refused, or one stranger. */
    void refused(Reason reason) {
        refused.merge(reason, 1L, Long::sum);
    }

    /**
     * Ends this sending of the run's list, and puts the receipt on record.
     *
     * @param whole whether every value was counted once; reasons are told with each other alone otherwise
     */
    Receipt end(BulkLine.ListCounts rows, boolean whole, @Nullable Problem problem) {
        LedgerHead head = reader.head();
        var receipt = new Receipt(
                run.id().toString(),
                shadow,
                problem == null,
                rows.rows(),
                rows.permitted(),
                rows.refused(),
                rows.bad(),
                rows.duplicates(),
                uses.get(),
                before.get(),
                reasons(whole),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                head.size(),
                HexFormat.of().formatHex(head.tree().root()),
                problem);
        runs.end(run, receipt);
        return receipt;
    }

    private Receipt.Reasons reasons(boolean whole) {
        List<Receipt.Count> counts = new ArrayList<>();
        long others = 0;
        for (Reason reason : Reason.values()) {
            long count = refused.getOrDefault(reason, 0L);
            if (whole && count >= floor) {
                counts.add(new Receipt.Count(reason, count));
            } else {
                others += count;
            }
        }
        return new Receipt.Reasons(floor, counts, others == 0 ? null : others);
    }
}
