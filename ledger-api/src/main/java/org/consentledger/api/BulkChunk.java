package org.consentledger.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.consentledger.lists.Lines;
import org.consentledger.write.Submission;
import org.jspecify.annotations.Nullable;

/** Lines of a stream of facts that are written together. */
final class BulkChunk {
    private static final int MAX_LINES = 2_000;
    private static final int MAX_BYTES = 4 << 20;

    private final List<Read> lines = new ArrayList<>();
    private final Function<Submission, @Nullable Problem> refusal;
    private int bytes;

    /** @param refusal why a submission may not be handed in by whoever sends it; null where it may */
    BulkChunk(Function<Submission, @Nullable Problem> refusal) {
        this.refusal = refusal;
    }

    /** A line as it was read: a submission, or the problem with it. */
    record Read(
            long number,
            @Nullable Submission submission,
            @Nullable Problem problem) {}

    /** Reads one more line; a blank one is left out. */
    void add(Lines.Line line) {
        byte[] text = line.bytes();
        if (text == null) {
            Problem problem = Problem.beyond(ProblemType.LINE_TOO_LONG, Lines.LIMIT);
            lines.add(new Read(line.number(), null, problem));
        } else if (!blank(text)) {
            bytes += text.length;
            lines.add(read(line.number(), text));
        }
    }

    private Read read(long number, byte[] bytes) {
        try {
            Submission submission = FactReader.read(bytes, 0, bytes.length);
            Problem problem = refusal.apply(submission);
            return new Read(number, problem == null ? submission : null, problem);
        } catch (ProblemFound e) {
            return new Read(number, null, e.problem());
        }
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    /** Whether it takes no more. */
    boolean full() {
        return lines.size() >= MAX_LINES || bytes >= MAX_BYTES;
    }

    /** What of it can be handed in, in the lines' order. */
    List<Submission> submissions() {
        return lines.stream()
                .map(Read::submission)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** In their order. */
    List<Read> lines() {
        return lines;
    }
}
