package org.consentledger.bulk;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemType;
import org.consentledger.lists.RowBatch;
import org.consentledger.lists.RowSink;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One list on its way: batches of rows in, their answers out in the same order, a few batches being judged in between. */
final class ListRun implements RowSink {
    /*
     * The thread that reads rows also writes answers. So whoever reads no answers is sent none, and soon nothing more is read of
     * them: what waits is never more than a few batches.
     */
    private static final long PROGRESS_ROWS = 100_000;

    /** How long answers are waited for before it is looked whether more rows have come. */
    private static final int LOOK_MILLIS = 1;

    private final ListAnswers answers;
    private final RowWriter writer;
    private final Opening opening;
    private final JsonMapper json;
    private final ListBounds bounds;
    private final long deadline;
    private final Deque<CompletableFuture<Judged>> judging = new ArrayDeque<>();
    private final Tally tally;
    private @Nullable OutputStream out;
    private long progress;

    ListRun(
            ListAnswers answers,
            RowWriter writer,
            Opening opening,
            JsonMapper json,
            ListBounds bounds,
            long beganNanos) {
        this.answers = answers;
        this.writer = writer;
        this.opening = opening;
        this.json = json;
        this.bounds = bounds;
        this.tally = new Tally(bounds);
        this.deadline = beganNanos + bounds.time().toNanos();
    }

    /** Begins the answer, once there is something to answer. */
    interface Opening {
        OutputStream open() throws IOException;
    }

    /** No more is read of a list, for a reason that lies in its length. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("a list is longer than its bounds");
        }
    }

    /** The judging of a batch failed. */
    static final class JudgingFailed extends IOException {
        private static final long serialVersionUID = 1L;

        JudgingFailed(Throwable cause) {
            super("a batch of rows could not be judged", cause);
        }

        Problem problem() {
            return Problem.of(ProblemType.of(getCause()));
        }
    }

    @Override
    public void take(RowBatch rows) throws IOException {
        if (rows.row(rows.size() - 1) > bounds.rows() || System.nanoTime() - deadline > 0) {
            throw new TooLong();
        }
        judging.add(answers.answer(rows));
        while (judging.size() > bounds.batches()) {
            writeNext();
        }
        writeDone();
    }

    @Override
    public boolean pause() throws IOException {
        if (out == null && judging.isEmpty()) {
            return false;
        }
        if (judging.isEmpty() || isSoonDone(judging.getFirst())) {
            writeDone();
            out().flush();
        }
        return !judging.isEmpty();
    }

    private static boolean isSoonDone(CompletableFuture<Judged> batch) throws IOException {
        try {
            batch.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return false;
        } catch (ExecutionException _) {
            // Told when it is written.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("this node stops");
        }
        return true;
    }

    private OutputStream out() throws IOException {
        OutputStream begun = out;
        if (begun == null) {
            begun = opening.open();
            begun.write(writer.head());
            out = begun;
        }
        return begun;
    }

    private void writeDone() throws IOException {
        while (!judging.isEmpty() && judging.getFirst().isDone()) {
            writeNext();
        }
    }

    private void writeAll() throws IOException {
        while (!judging.isEmpty()) {
            writeNext();
        }
    }

    private void writeNext() throws IOException {
        Judged judged = next();
        tally.add(judged);
        judged.text().writeTo(out());
        if (tally.rows() / PROGRESS_ROWS > progress) {
            progress = tally.rows() / PROGRESS_ROWS;
            writeAside("progress", tally.counts());
        }
    }

    private Judged next() throws IOException {
        try {
            return judging.removeFirst().join();
        } catch (CompletionException e) {
            throw new JudgingFailed(e.getCause() == null ? e : e.getCause());
        }
    }

    private void writeAside(String name, Object content) throws IOException {
        var text = new ByteText(1_024);
        writer.aside(text, name, json.writeValueAsBytes(content));
        text.writeTo(out());
    }

    /** Whether an answer has begun. */
    boolean begun() {
        return out != null || !judging.isEmpty();
    }

    /** Answers what has come, and ends. */
    void end(@Nullable Problem problem) throws IOException {
        Problem why = problem;
        try {
            writeAll();
        } catch (JudgingFailed e) {
            judging.clear();
            why = e.problem();
        }
        writeAside(answers.lastName(), answers.last(tally, why));
        out().close();
    }
}
