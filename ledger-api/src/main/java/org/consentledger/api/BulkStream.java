package org.consentledger.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.consentledger.lists.Lines;
import org.consentledger.store.LedgerReader;
import org.consentledger.store.LedgerUnavailable;
import org.consentledger.write.LedgerCommands;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** One stream of facts: lines in, one answer for each line out, in their order. */
final class BulkStream {
    /*
     * Lines are gathered into chunks, and a chunk is read while the one before it is written. A chunk goes when it is full,
     * or when the sender pauses: who waits for an answer before the next line gets it. No line is answered before its fact is
     * durable, so a cut connection loses nothing that was answered, and the same lines may be sent again.
     */
    private static final Logger LOG = LoggerFactory.getLogger(BulkStream.class);

    private final LedgerCommands commands;
    private final Function<Submission, @Nullable Problem> refusal;
    private final LedgerReader reader;
    private final Executor executor;
    private final JsonMapper json;
    private final Lines lines;
    private final OutputStream out;

    private boolean all = true;
    private long number;
    private long recorded;
    private long before;
    private long refused;

    BulkStream(
            LedgerCommands commands,
            Function<Submission, @Nullable Problem> refusal,
            LedgerReader reader,
            Executor executor,
            JsonMapper json,
            InputStream in,
            OutputStream out) {
        this.commands = commands;
        this.refusal = refusal;
        this.reader = reader;
        this.executor = executor;
        this.json = json;
        this.lines = new Lines(in);
        this.out = out;
    }

    /** A line of the answer. */
    sealed interface Line {}

    /** The answer to a line: its fact's place, or why it has none. */
    record LineAnswer(
            long line,
            @Nullable Long place,
            @Nullable Boolean before,
            @Nullable Problem problem) implements Line {}

    /** The last line of the answer. */
    record Ended(Summary summary) implements Line {}

    /**
     * What became of the whole stream.
     *
     * @param lines every line of the body, blank and skipped ones included
     * @param size the ledger's size afterwards
     */
    record Summary(long lines, long recorded, long before, long refused, long size) {}

    /** The last line of an answer that ends too soon: nothing from {@code line} on is answered, and all of it may be sent again. */
    record Stopped(Stop stopped) implements Line {}

    record Stop(long line, Problem problem) {}

    /** A chunk that is being written. */
    private record Writing(BulkChunk chunk, CompletableFuture<List<Recording>> recordings) {}

    private static final class StoppedShort extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Stop stop;

        StoppedShort(Stop stop) {
            super(stop.problem().title(), null, false, false);
            this.stop = stop;
        }
    }

    void run(long from, boolean everyLine) throws IOException {
        all = everyLine;
        try {
            record(from);
            write(new Ended(summary()));
        } catch (StoppedShort e) {
            write(new Stopped(e.stop));
        }
        out.flush();
    }

    private Summary summary() throws StoppedShort {
        try {
            return new Summary(number, recorded, before, refused, reader.head().size());
        } catch (LedgerUnavailable _) {
            throw new StoppedShort(new Stop(number + 1, Problem.of(ProblemType.LEDGER_UNAVAILABLE)));
        }
    }

    private void record(long from) throws IOException, StoppedShort {
        Writing writing = null;
        BulkChunk chunk = new BulkChunk(refusal);
        while (true) {
            Lines.Line line = next(writing, chunk);
            if (line == null) {
                break;
            }
            number = line.number();
            if (number > from) {
                chunk.add(line);
            }
            if (chunk.full() || (!chunk.isEmpty() && !lines.ready())) {
                finish(writing);
                writing = begin(chunk);
                chunk = new BulkChunk(refusal);
            }
            if (writing != null && !lines.ready()) {
                finish(writing);
                writing = null;
            }
        }
        finish(writing);
        finish(begin(chunk));
    }

    private Lines.@Nullable Line next(@Nullable Writing writing, BulkChunk chunk) throws IOException, StoppedShort {
        try {
            return lines.next();
        } catch (Lines.Endless _) {
            throw stopped(writing, chunk, Problem.beyond(ProblemType.LINE_TOO_LONG, Lines.LIMIT));
        } catch (IOException e) {
            throw stopped(writing, chunk, Body.unread(e));
        }
    }

    /** That nothing is read behind the lines that have come, which are answered. */
    private StoppedShort stopped(@Nullable Writing writing, BulkChunk chunk, Problem problem)
            throws IOException, StoppedShort {
        finish(writing);
        finish(begin(chunk));
        return new StoppedShort(new Stop(number + 1, problem));
    }

    private Writing begin(BulkChunk chunk) {
        List<Submission> submissions = chunk.submissions();
        return new Writing(
                chunk,
                submissions.isEmpty()
                        ? CompletableFuture.completedFuture(List.of())
                        : CompletableFuture.supplyAsync(() -> commands.recordAll(submissions), executor));
    }

    private void finish(@Nullable Writing writing) throws IOException, StoppedShort {
        if (writing == null || writing.chunk().isEmpty()) {
            return;
        }
        var recordings = recordings(writing).iterator();
        for (BulkChunk.Read line : writing.chunk().lines()) {
            Submission submission = line.submission();
            LineAnswer answer = submission == null
                    ? refused(line.number(), line.problem())
                    : answer(line.number(), submission, recordings.next());
            if (all || answer.problem() != null) {
                write(answer);
            }
        }
        out.flush();
    }

    private static List<Recording> recordings(Writing writing) throws StoppedShort {
        try {
            return writing.recordings().join();
        } catch (CompletionException e) {
            ProblemType type = ProblemType.of(e.getCause());
            if (type != ProblemType.LEDGER_UNAVAILABLE) {
                Failures.log(LOG, "a chunk of facts could not be recorded", e);
            }
            throw new StoppedShort(new Stop(writing.chunk().lines().getFirst().number(), Problem.of(type)));
        }
    }

    private LineAnswer answer(long line, Submission submission, Recording recording) {
        return switch (recording) {
            case Recording.Recorded r -> {
                if (r.before()) {
                    before++;
                } else {
                    recorded++;
                }
                yield new LineAnswer(line, r.place(), r.before() ? Boolean.TRUE : null, null);
            }
            case Recording.Refused r -> refused(line, FactReader.refused(r.refusal(), submission.command()));
            case Recording.Rejected r -> refused(line, FactReader.rejected(r.why()));
        };
    }

    private LineAnswer refused(long line, @Nullable Problem problem) {
        refused++;
        return new LineAnswer(line, null, null, problem);
    }

    private void write(Line answer) throws IOException {
        out.write(json.writeValueAsBytes(answer));
        out.write('\n');
    }
}
