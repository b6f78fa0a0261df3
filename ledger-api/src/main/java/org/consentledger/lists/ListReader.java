package org.consentledger.lists;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;

/**
 * Reads lists of hashes while they arrive, in as much memory for a long one as for a short one.
 *
 * @param column the name of the column, or of the field, that holds the hashes
 */
public record ListReader(ListFormat format, Packing packing, String column) {
    /**
     * Hands every row of {@code in} to {@code sink}, in their order.
     *
     * @return how the list came to its end; the rows before it are handed over
     * @throws IOException where the sink fails
     */
    public ListEnd read(InputStream in, RowSink sink) throws IOException {
        var rows = new Rows(sink);
        var arrival = new Arrival(in, rows);
        try {
            ListEnd end = read(arrival, rows);
            rows.handOver();
            return end;
        } catch (Rows.SinkFailed e) {
            throw e.getCause();
        }
    }

    private ListEnd read(Arrival arrival, Rows rows) {
        try (InputStream unpacked = packing.unpacked(arrival)) {
            var text = new Text(unpacked);
            return switch (format) {
                case CSV -> CsvRows.read(text, column, rows);
                case NDJSON -> NdjsonRows.read(text, column, rows);
            };
        } catch (IOException e) {
            return end(e, arrival);
        }
    }

    private ListEnd end(IOException failure, Arrival arrival) {
        IOException lost = arrival.lost();
        if (lost != null) {
            // Tomcat wraps the time-out.
            boolean late = lost instanceof SocketTimeoutException || lost.getCause() instanceof SocketTimeoutException;
            return late ? ListEnd.LATE : ListEnd.LOST;
        }
        if (!arrival.begun()) {
            return ListEnd.EMPTY;
        }
        boolean tooShort = failure instanceof EOFException || (packing == Packing.ZSTD && arrival.ended());
        return tooShort ? ListEnd.CUT : ListEnd.DAMAGED;
    }
}
