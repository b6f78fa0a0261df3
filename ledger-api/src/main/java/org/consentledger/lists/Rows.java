package org.consentledger.lists;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.consentledger.identity.GivenHash;
import org.consentledger.identity.GivenHash.Encoding;
import org.consentledger.identity.Sha256;
import org.jspecify.annotations.Nullable;

/** Gathers rows into batches: reads each one's field, and holds the list to one encoding. */
final class Rows {
    private final RowSink sink;
    private final byte[] hash = new byte[Sha256.LENGTH];
    private RowBatch batch = new RowBatch(1);
    private @Nullable Encoding encoding;
    private @Nullable RowProblem problem = RowProblem.NO_FIELD;
    private boolean lastIsBad;

    Rows(RowSink sink) {
        this.sink = sink;
    }

    /** The row that is being read has this field. */
    void field(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        field(utf8, 0, utf8.length);
    }

    /** As {@link #field(String)}, the text in UTF-8. */
    void field(byte[] text, int from, int length) {
        if (length == 0) {
            problem = RowProblem.EMPTY;
            return;
        }
        Encoding read = GivenHash.read(text, from, length, hash, 0);
        if (read == null) {
            problem = RowProblem.of(GivenHash.flaw(new String(text, from, length, StandardCharsets.UTF_8)));
        } else if (encoding != null && (encoding == Encoding.HEX) != (read == Encoding.HEX)) {
            problem = RowProblem.OTHER_ENCODING;
        } else {
            encoding = read;
            problem = null;
        }
    }

    /** The row that is being read is bad. */
    void bad(RowProblem why) {
        problem = why;
    }

    /** The row that was being read, and began on {@code line}, has come to its end. */
    void end(long line) {
        lastIsBad = problem != null;
        if (problem == null) {
            batch.add(hash);
        } else {
            batch.add(problem, line);
        }
        problem = RowProblem.NO_FIELD;
    }

    /** How many rows there were. */
    long count() {
        return batch.row(batch.size()) - 1;
    }

    boolean lastIsBad() {
        return lastIsBad;
    }

    /** The sink failed, which is nothing that is wrong with the list. */
    static final class SinkFailed extends UncheckedIOException {
        private static final long serialVersionUID = 1L;

        SinkFailed(IOException cause) {
            super(cause);
        }
    }

    /** Hands over the rows that have come where they make a whole batch. */
    void handOverFull() {
        if (batch.full()) {
            handOver();
        }
    }

    /** Hands over the rows that have come. */
    void handOver() {
        if (batch.size() > 0) {
            RowBatch full = batch;
            batch = new RowBatch(full.row(full.size()));
            try {
                sink.take(full);
            } catch (IOException e) {
                throw new SinkFailed(e);
            }
        }
    }

    /** Tells the sink that nothing more has come for the moment; whether there is something left to answer. */
    boolean pause() {
        handOver();
        try {
            return sink.pause();
        } catch (IOException e) {
            throw new SinkFailed(e);
        }
    }
}
