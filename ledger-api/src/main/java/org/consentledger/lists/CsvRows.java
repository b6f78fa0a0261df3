package org.consentledger.lists;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** The rows of a list in CSV: plain ones, and then whatever RFC 4180 has. */
final class CsvRows extends AbstractBaseCsvCallbackHandler<Boolean> {
    private final Rows rows;
    private final CsvHeader header;
    /** How many lines stand before what is read here. */
    private final long before;

    private int fields;
    private long line;

    private CsvRows(Rows rows, CsvHeader header, PlainCsvRows plain) {
        this.rows = rows;
        this.header = header;
        this.before = plain.lines();
        this.fields = plain.fields();
    }

    static ListEnd read(Text text, String column, Rows rows) throws IOException {
        var header = new CsvHeader(column);
        var plain = new PlainCsvRows(text, rows, header);
        InputStream rest = plain.read();
        var handler = new CsvRows(rows, header, plain);
        if (rest != null && !handler.read(rest)) {
            return ListEnd.LINE_TOO_LONG;
        }
        if (header.lacksColumn()) {
            return ListEnd.NO_COLUMN;
        }
        return rows.count() == 0 ? ListEnd.EMPTY : handler.isCut(text) ? ListEnd.CUT : ListEnd.WHOLE;
    }

    /** Whether every line was read, unless the column is lacking. */
    private boolean read(InputStream rest) throws IOException {
        var builder = CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(Lines.LIMIT);
        try {
            Iterator<Boolean> records = builder.build(this, new InputStreamReader(rest, StandardCharsets.UTF_8))
                    .iterator();
            while (!header.lacksColumn() && records.hasNext()) {
                var _ = records.next();
                rows.handOverFull();
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throwWhatIsBehind(e);
            // All else that could be wrong is allowed above, and told row by row.
            return false;
        }
        return true;
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
                : rows.lastIsBad() || fields < header.columns() || text.inQuotes();
    }

    @Override
    protected void handleBegin(long startingLineNumber) {
        line = before + startingLineNumber;
        fields = 0;
    }

    @Override
    protected void handleField(int field, char[] buffer, int from, int length, boolean quoted) {
        fields++;
        if (!header.isRead()) {
            header.add(new String(buffer, from, length));
        } else if (field == header.index()) {
            rows.field(new String(buffer, from, length));
        }
    }

    @Override
    protected void handleEmpty() {
        rows.bad(RowProblem.EMPTY);
    }

    @Override
    protected Boolean buildRecord() {
        if (header.isRead()) {
            rows.end(line);
        } else {
            header.end();
        }
        return Boolean.TRUE;
    }

    @Override
    protected RecordType getRecordType() {
        // An empty line is a row as well, whatever the reader would make of it.
        return RecordType.DATA;
    }
}
