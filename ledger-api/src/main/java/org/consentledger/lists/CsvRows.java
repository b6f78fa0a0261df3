package org.consentledger.lists;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The rows of a list in CSV. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
    private static final int UNKNOWN = -1;
    private static final int TWICE = -2;

    private final Rows rows;
    private final String column;
    private boolean inHeader = true;
    private int index = UNKNOWN;
    private int columns;
    private int fields;
    private long line;

    private CsvRows(Rows rows, String column) {
        this.rows = rows;
        this.column = column;
    }

    static ListEnd read(Text text, String column, Rows rows) throws IOException {
        var handler = new CsvRows(rows, column);
        var builder = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(Lines.LIMIT);
        try {
            Iterator<Boolean> records = builder.build(handler, new InputStreamReader(text, StandardCharsets.UTF_8))
                    .iterator();
            if (!records.hasNext()) {
                return ListEnd.EMPTY;
            }
            var _ = records.next();
            if (handler.index < 0) {
                return ListEnd.NO_COLUMN;
            }
            while (records.hasNext()) {
                var _ = records.next();
                rows.handOverFull();
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throwWhatIsBehind(e);
            // All else that could be wrong is allowed above, and told row by row.
            return ListEnd.LINE_TOO_LONG;
        }
        return rows.count() == 0 ? ListEnd.EMPTY : handler.isCut(text) ? ListEnd.CUT : ListEnd.WHOLE;
    }

    /** The reader of CSV takes whatever fails below it for its own. */
    private static void throwWhatIsBehind(RuntimeException e) throws IOException {
        for (Throwable behind = e; behind != null; behind = behind.getCause()) {
            switch (behind) {
                case Rows.SinkFailed failed -> throw failed;
                case IOException failed -> throw failed;
                case CsvParseException _, UncheckedIOException _ -> {}
                default -> throw e;
            }
        }
    }

    private boolean isCut(Text text) {
        return text.endsWithLine()
                ? text.inQuotes() && line < text.lines()
                : rows.lastIsBad() || fields < columns || text.inQuotes();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = startingLineNumber;
        fields = 0;
    }

    @Override
    protected void handleField(int field, char[] buffer, int from, int length, boolean quoted) {
        fields++;
        if (inHeader) {
            if (new String(buffer, from, length).equals(column)) {
                index = index == UNKNOWN ? field : TWICE;
            }
        } else if (field == index) {
            rows.field(buffer, from, length);
        }
    }

    @Override
    protected void handleEmpty() {
        rows.bad(RowProblem.EMPTY);
    }

    @Override
    protected Boolean buildRecord() {
        if (inHeader) {
            inHeader = false;
            columns = fields;
        } else {
            rows.end(line);
        }
        return Boolean.TRUE;
    }

    @Override
    protected RecordType getRecordType() {
        // An empty line is a row as well, whatever the reader would make of it.
        return RecordType.DATA;
    }
}
