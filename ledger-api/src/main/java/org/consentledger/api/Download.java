package org.consentledger.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.consentledger.export.Column;
import org.consentledger.export.ParquetTable;
import org.consentledger.export.Table;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;

/** In which form an answer is sent: as it is, or as a table. */
public enum Download {
    JSON(MediaType.APPLICATION_JSON_VALUE),
    CSV(Download.CSV_TYPE),
    PARQUET(Download.PARQUET_TYPE);

    /** The media type of CSV. */
    public static final String CSV_TYPE = "text/csv";

    /** The media type of Parquet, as IANA has it. */
    public static final String PARQUET_TYPE = "application/vnd.apache.parquet";

    private static final Logger LOG = LoggerFactory.getLogger(Download.class);
    private static final int BUFFER = 1 << 16;

    private final String type;

    Download(String type) {
        this.type = type;
    }

    /**
     * The form that the parameter {@code format} names; without it the one that is accepted soonest.
     *
     * @param json the media type of the answer as it is
     */
    public static Download of(HttpServletRequest request, @Nullable String format, String json) {
        if (format != null) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(format))
                    .findFirst()
                    .orElseThrow(() -> new Illegal(
                            "format",
                            "must be one of: "
                                    + Arrays.stream(values())
                                            .map(Download::word)
                                            .collect(Collectors.joining(", "))));
        }
        MediaType accepted = Accepted.of(
                request, MediaType.valueOf(json), MediaType.valueOf(CSV_TYPE), MediaType.valueOf(PARQUET_TYPE));
        return Arrays.stream(values())
                .filter(one -> accepted.equals(MediaType.valueOf(one.type)))
                .findFirst()
                .orElse(JSON);
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Hands rows to a table. */
    public interface Rows<T> {
        /** Hands over all of them. */
        void to(Table<T> table) throws IOException;
    }

    /**
     * Sends a table in this form, which is not {@link #JSON}. One that was cut off is no table: of CSV the connection tells, a
     * Parquet file lacks its footer.
     *
     * @param name of the file that it becomes, without what its form adds
     */
    public <T> void send(HttpServletResponse response, String name, List<Column<T>> columns, Rows<T> rows)
            throws IOException {
        response.setContentType(this == CSV ? CSV_TYPE + ";charset=UTF-8" : type);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + name + "." + word() + "\"");
        try {
            OutputStream out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
            Table<T> table = this == CSV ? new CsvTable<>(out, columns) : ParquetTable.to(out, columns, Map.of());
            rows.to(table);
            table.close();
        } catch (RuntimeException e) {
            // The answer may have begun, so that no problem can be told.
            Failures.log(LOG, "a table could not be sent", e);
            throw new IOException("an answer was cut off", e);
        }
    }
}
