package org.consentledger.lists;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The rows of a list in CSV, as far as its lines are plain: fields between commas, without quotes. Most lists have no others. */
final class PlainCsvRows {
    /*
     * What stands for something in CSV is below '-', and no digit of a hash is but '+': eight bytes at a time are passed over where
     * none of them is.
     */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int NOT_YET = -1;
    private static final int NOT_PLAIN = -2;

    private final Text text;
    private final Rows rows;
    private final CsvHeader header;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int end;
    /** Whether there is one in the line at hand. */
    private boolean comma;

    private int fields;
    private long lines;

    PlainCsvRows(Text text, Rows rows, CsvHeader header) {
        this.text = text;
        this.rows = rows;
        this.header = header;
    }

    /** Reads on until the list ends, or has no such column; or up to the first line that is not plain: it and all behind it. */
    @Nullable
    InputStream read() throws IOException {
        while (true) {
            int stop = takeLines();
            if (header.lacksColumn()) {
                return null;
            }
            int read = stop == NOT_PLAIN || end == buffer.length ? 0 : text.read(buffer, end, buffer.length - end);
            if (read == 0 || (read < 0 && end > position && buffer[end - 1] == '\r')) {
                return new SequenceInputStream(new ByteArrayInputStream(buffer, position, end - position), text);
            }
            if (read < 0) {
                if (end > position) {
                    take(end, end);
                }
                return null;
            }
            end += read;
        }
    }

    /** How many fields the last line had. */
    int fields() {
        return fields;
    }

    /** How many lines were read, the header among them. */
    long lines() {
        return lines;
    }

    /** Takes the lines that are there; why not the next one. */
    private int takeLines() {
        int lineEnd = lineEnd();
        while (lineEnd >= 0 && !header.lacksColumn()) {
            take(lineEnd, buffer[lineEnd] == '\r' ? lineEnd + 2 : lineEnd + 1);
            lineEnd = lineEnd();
        }
        System.arraycopy(buffer, position, buffer, 0, end - position);
        end -= position;
        position = 0;
        return lineEnd;
    }

    /** Where the line at hand ends, its end not included. */
    private int lineEnd() {
        comma = false;
        int i = position;
        while (i < end) {
            if (i + Long.BYTES <= end && saysNothing((long) EIGHT.get(buffer, i))) {
                i += Long.BYTES;
                continue;
            }
            switch (buffer[i]) {
                case '\n' -> {
                    return i;
                }
                case '"' -> {
                    return NOT_PLAIN;
                }
                case '\r' -> {
                    return i + 1 == end ? NOT_YET : buffer[i + 1] == '\n' ? i : NOT_PLAIN;
                }
                case ',' -> {
                    comma = true;
                    i++;
                }
                default -> i++;
            }
        }
        return NOT_YET;
    }

    /** Whether no byte is below '-'. */
    private static boolean saysNothing(long eight) {
        return ((eight - '-' * EACH) & ~eight & (EACH << 7)) == 0;
    }

    private void take(int lineEnd, int next) {
        lines++;
        if (!header.isRead()) {
            header.read(new String(buffer, position, lineEnd - position, StandardCharsets.UTF_8));
        } else {
            row(lineEnd);
            rows.end(lines);
            rows.handOverFull();
        }
        position = next;
    }

    private void row(int lineEnd) {
        fields = 0;
        if (lineEnd == position) {
            rows.bad(RowProblem.EMPTY);
            return;
        }
        int from = position;
        for (int i = comma ? position : lineEnd; i < lineEnd; i++) {
            if (buffer[i] == ',') {
                field(from, i);
                from = i + 1;
            }
        }
        field(from, lineEnd);
    }

    private void field(int from, int to) {
        if (fields++ == header.index()) {
            rows.field(buffer, from, to - from);
        }
    }
}
