package org.consentledger.api;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.consentledger.export.Column;
import org.consentledger.export.Table;

/**
 * Writes a table as CSV, RFC 4180 in UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe before it:
 * advertisers choose their names themselves.
 */
final class CsvTable<T> implements Table<T> {
    /** What formulas begin with, as spreadsheets read them. Source: OWASP, CSV Injection. */
    private static final String FORMULA = "=+-@\t\r";

    private final List<Column<T>> columns;
    private final CsvWriter writer;

    CsvTable(OutputStream out, List<Column<T>> columns) {
        this.columns = columns;
        this.writer = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                // What is empty is told from what is not there.
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)));
        writer.writeRecord(columns.stream().map(Column::name).toList());
    }

    @Override
    public void write(T row) {
        String[] cells = new String[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            Object value = columns.get(i).value().apply(row);
            if (value != null) {
                cells[i] = value instanceof String text ? harmless(text) : value.toString();
            }
        }
        writer.writeRecord(cells);
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
