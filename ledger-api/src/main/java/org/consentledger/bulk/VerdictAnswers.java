package org.consentledger.bulk;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.consentledger.api.Problem;
import org.consentledger.lists.RowBatch;
import org.jspecify.annotations.Nullable;

/** The verdict on each row, all of them from one standpoint. */
final class VerdictAnswers implements ListAnswers {
    private final Standpoint from;
    private final RowWriter writer;
    private final Executor threads;
    private final Queue<Judge> judges = new ConcurrentLinkedQueue<>();

    VerdictAnswers(Standpoint from, RowWriter writer, Executor threads) {
        this.from = from;
        this.writer = writer;
        this.threads = threads;
    }

    @Override
    public CompletableFuture<Judged> answer(RowBatch rows) {
        return CompletableFuture.supplyAsync(() -> judge(rows), threads);
    }

    private Judged judge(RowBatch rows) {
        Judge free = judges.poll();
        Judge judge = free == null ? new Judge(from, writer) : free;
        Judged judged = judge.judge(rows);
        judges.add(judge);
        return judged;
    }

    @Override
    public String lastName() {
        return "summary";
    }

    @Override
    public Object last(Tally tally, @Nullable Problem problem) {
        return tally.summary(from, problem);
    }
}
