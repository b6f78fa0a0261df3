package org.consentledger.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.consentledger.api.Problem;
import org.consentledger.bulk.Judged;
import org.consentledger.bulk.KeyedRows;
import org.consentledger.bulk.ListAnswers;
import org.consentledger.bulk.RowWriter;
import org.consentledger.bulk.Standpoint;
import org.consentledger.bulk.Tally;
import org.consentledger.check.Found;
import org.consentledger.check.Inquiry;
import org.consentledger.law.Coordinates;
import org.consentledger.law.Reason;
import org.consentledger.lists.RowBatch;
import org.consentledger.lists.RowProblem;
import org.jspecify.annotations.Nullable;

/** The answers to one list that is sent through the gate: who was let through. */
final class GatedAnswers implements ListAnswers {
    private final Standpoint begun;
    private final Newest newest;
    private final Passage passage;
    private final RunTally run;
    private final RowWriter writer;
    private final Executor threads;

    /** @param begun what was reached when the run began; each batch is judged as of the newest that is reached by then */
    GatedAnswers(Standpoint begun, Newest newest, Passage passage, RunTally run, RowWriter writer, Executor threads) {
        this.begun = begun;
        this.newest = newest;
        this.passage = passage;
        this.run = run;
        this.writer = writer;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Judged> answer(RowBatch rows) {
        return CompletableFuture.supplyAsync(() -> new Batch(rows), threads)
                .thenCompose(batch -> passage.pass(batch.found).thenApplyAsync(batch::answered, threads));
    }

    @Override
    public String lastName() {
        return "receipt";
    }

    @Override
    public Object last(Tally tally, @Nullable Problem problem) {
        return run.end(tally.counts(), tally.isWhole(), problem);
    }

    /** A batch of rows with whoever holds their values. */
    private final class Batch {
        private final RowBatch rows;
        private final Judged judged;
        /** Of each row that is a hash, in their order. */
        private final List<List<Found>> holders;

        private final Passage.Findings found;

        Batch(RowBatch rows) {
            this.rows = rows;
            this.judged = new Judged(rows.size());
            this.holders = new ArrayList<>(rows.size());
            Inquiry inquiry = newest.inquiry();
            long at = newest.atMicros();
            var keyed = new KeyedRows(begun.hashKeys());
            keyed.forEach(rows, inquiry, new KeyedRows.Visitor() {
                @Override
                public void hash(int index, long key) {
                    judged.key(key);
                    holders.add(holders(key, keyed.profiles(), inquiry, at));
                }

                @Override
                public void bad(int index, RowProblem problem) {
                    // Told when the row is answered.
                }
            });
            this.found =
                    new Passage.Findings(holders.stream().flatMap(List::stream).toList(), inquiry.place(), at);
        }

        private List<Found> holders(long key, long profiles, Inquiry inquiry, long at) {
            List<Found> all = inquiry.ask(key, profiles, at, Long.MAX_VALUE, Coordinates.ALL);
            if (all.isEmpty()) {
                inquiry.passTime(key, at, Long.MAX_VALUE, Coordinates.ALL);
            }
            return all;
        }

        Judged answered(Passage.Passed passed) {
            run.add(passed);
            judged.atFirst(hash -> count(holders.get(hash), passed));
            int hashes = 0;
            for (int i = 0; i < rows.size(); i++) {
                RowProblem problem = rows.problem(i);
                if (problem == null) {
                    answer(rows.row(i), holders.get(hashes++), passed);
                } else {
                    judged.bad(problem);
                    writer.bad(judged.text(), rows.row(i), rows.line(i), problem);
                }
            }
            return judged;
        }

        /** However often a list holds a value, nobody counts twice, and a stranger no more often than whoever is held. */
        private void count(List<Found> all, Passage.Passed passed) {
            if (all.isEmpty()) {
                run.refused(Reason.NO_RECORD);
            }
            for (Found one : all) {
                Reason reason = passed.refused().get(one.contactPoint());
                if (reason != null) {
                    run.refused(reason);
                }
            }
        }

        private void answer(long row, List<Found> all, Passage.Passed passed) {
            List<Found> through = all.stream()
                    .filter(one -> passed.through().containsKey(one.contactPoint()))
                    .sorted(Found.BY_ID)
                    .toList();
            judged.row(!through.isEmpty());
            if (through.isEmpty()) {
                writer.refused(judged.text(), row);
            } else {
                writer.permitted(judged.text(), row, through);
            }
        }
    }
}
