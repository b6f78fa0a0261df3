package org.consentledger.exports;

import org.consentledger.api.Problem;

/** What is told of an export, line by line. */
public final class ExportAnswer {
    private ExportAnswer() {}

    /** A line: how far it is, or how it ended. Without an end it was cut off, and the next export goes on. */
    public sealed interface ExportLine {
        /** So many of so many facts are written. */
        record Written(long written, long of) implements ExportLine {}

        /** Everything is. */
        record Last(ExportEnd end) implements ExportLine {}

        /** No more is written, though what was exported before stays. */
        record Stopped(Problem stopped) implements ExportLine {}
    }

    /**
     * What the folder holds.
     *
     * @param schema the version of the columns
     * @param root the root of the tree over the ledger's first {@code size} facts, in hex
     */
    public record ExportEnd(int schema, long size, String root, int files) {}
}
