package org.consentledger.cli;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.consentledger.cli.ImportCommand.Tally;
import org.consentledger.lists.Lines;
import tools.jackson.databind.JsonNode;

/** Sends lines some thousands at a time; what was answered is kept before more is sent. */
final class ImportRun {
    /** Most lines of one request. */
    static final int LINES = 20_000;

    private static final int BYTES = 16 << 20;
    private static final String PATH = "/v1/facts/bulk?answers=refused";

    private final Service service;
    private final Refusals refusals;
    private final Bookmark bookmark;
    private final ProgressBar bar;
    private final long total;
    private Tally tally = Tally.NONE;

    /** @param total bytes to come; 0 where nobody knows */
    ImportRun(Service service, Refusals refusals, Bookmark bookmark, ProgressBar bar, long total) {
        this.service = service;
        this.refusals = refusals;
        this.bookmark = bookmark;
        this.bar = bar;
        this.total = total;
    }

    /** Up to which line everything is answered. */
    long answered() {
        return tally.lines();
    }

    /** Sends all of them; what became of them. */
    Tally through(Lines lines) throws IOException {
        tally = bookmark.goOn(lines);
        for (byte[] some = next(lines); some.length > 0; some = next(lines)) {
            tally = service.lines(PATH, some, this::answered);
            bookmark.keep(tally);
            bar.at(bookmark.bytes(), total, tally.lines());
        }
        return tally;
    }

    /** The next lines; one that is too long is sent as it begins, which the service refuses under its number. */
    private byte[] next(Lines lines) throws IOException {
        var some = new ByteArrayOutputStream();
        for (int count = 0; count < LINES && some.size() < BYTES; count++) {
            Lines.Line line = lines.next();
            if (line == null) {
                break;
            }
            bookmark.pass(line);
            byte[] text = line.bytes();
            some.writeBytes(text == null ? new byte[Lines.LIMIT + 1] : text);
            some.write('\n');
        }
        return some.toByteArray();
    }

    /** What became of all lines, once every line of one request is answered. */
    private Tally answered(InputStream body) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            JsonNode answer = Service.line(line);
            if (answer.has("summary")) {
                return with(answer.path("summary"));
            }
            if (answer.has("stopped")) {
                throw Failed.of(answer.path("stopped").path("problem"));
            }
            refusals.show(tally.lines() + answer.path("line").asLong(), answer.path("problem"));
        }
        throw new IOException("an answer has no end");
    }

    private Tally with(JsonNode summary) {
        return new Tally(
                tally.lines() + summary.path("lines").asLong(),
                tally.recorded() + summary.path("recorded").asLong(),
                tally.before() + summary.path("before").asLong(),
                tally.refused() + summary.path("refused").asLong());
    }
}
