package org.consentledger.bulk;

import com.github.luben.zstd.ZstdOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.consentledger.api.Accepted;
import org.consentledger.lists.ListFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;

/**
 * How an answer is delivered, as its asker accepts it.
 *
 * @param packing the name of the content coding; null for none
 */
record Delivery(ListFormat format, @Nullable String packing) {
    private static final MediaType NDJSON = MediaType.valueOf("application/x-ndjson");
    private static final MediaType CSV = MediaType.valueOf("text/csv");
    private static final int BUFFER = 1 << 16;
    /** A coding that can be had; with a second group where it is refused. */
    private static final Pattern CODING =
            Pattern.compile("(?<=^|,)\\s*(gzip|zstd)\\s*(?:;\\s*q=(0(?:\\.0*)?(?![.\\d])))?[^,]*");

    static Delivery accepted(HttpServletRequest request) {
        ListFormat format = Accepted.of(request, NDJSON, CSV).equals(CSV) ? ListFormat.CSV : ListFormat.NDJSON;
        return new Delivery(format, packing(request.getHeader("Accept-Encoding")));
    }

    private static @Nullable String packing(@Nullable String accept) {
        String chosen = null;
        Matcher coding = CODING.matcher(accept == null ? "" : accept.toLowerCase(Locale.ROOT));
        while (coding.find()) {
            String name = coding.group(1);
            if (coding.group(2) == null && (chosen == null || name.equals("zstd"))) {
                chosen = name;
            }
        }
        return chosen;
    }

    RowWriter writer(ListQuestion.Asker asker) {
        return switch (format) {
            case CSV -> new CsvWriter(asker);
            case NDJSON -> new NdjsonWriter();
        };
    }

    /** Begins the answer. */
    OutputStream open(HttpServletResponse response) throws IOException {
        response.setBufferSize(BUFFER);
        response.setContentType(format == ListFormat.CSV ? "text/csv;charset=UTF-8" : NDJSON.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept, Accept-Encoding");
        if (packing == null) {
            return response.getOutputStream();
        }
        response.setHeader("Content-Encoding", packing);
        return packing.equals("zstd")
                ? new ZstdOutputStream(response.getOutputStream(), 1)
                : new QuickGzip(response.getOutputStream());
    }

    /** Gzip that keeps pace, and hands on all that it has when it is flushed. */
    private static final class QuickGzip extends GZIPOutputStream {
        QuickGzip(OutputStream out) throws IOException {
            super(out, BUFFER, true);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
