package org.consentledger.exports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.consentledger.api.AtOnce;
import org.consentledger.api.ConfirmedMemory;
import org.consentledger.api.Failures;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.api.Shape;
import org.consentledger.export.ExportUnusable;
import org.consentledger.export.FactExport;
import org.consentledger.export.LedgerSource;
import org.consentledger.export.Manifest;
import org.consentledger.exports.ExportAnswer.ExportEnd;
import org.consentledger.exports.ExportAnswer.ExportLine;
import org.consentledger.store.LedgerDatabase;
import org.consentledger.store.LedgerReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Exports what the folder does not hold yet, and tells how far it is. One export runs at a time. */
@RestController
final class ExportsController {
    static final String LINES = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(ExportsController.class);
    private static final Shape<ExportBody> EXPORT = Shape.of(ExportBody.class);
    /** How many facts go by before it is told how far it is. */
    private static final int TOLD_EVERY = 10_000;

    private final ConfirmedMemory memory;
    private final LedgerReader reader;
    private final LedgerDatabase database;
    private final JsonMapper json;
    private final ExportProperties properties;
    private final AtOnce one = new AtOnce(1);

    ExportsController(
            ConfirmedMemory memory,
            LedgerReader reader,
            LedgerDatabase database,
            JsonMapper json,
            ExportProperties properties) {
        this.memory = memory;
        this.reader = reader;
        this.database = database;
        this.json = json;
        this.properties = properties;
    }

    @Operation(summary = "Export the facts that the folder does not hold yet, as Parquet")
    @PostMapping(path = "/v1/exports", consumes = "application/json", produces = LINES)
    void export(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Path folder = properties.folder();
        if (folder == null) {
            throw new ProblemFound(Problem.of(ProblemType.FORBIDDEN));
        }
        ExportBody asked = EXPORT.read(request);
        try (var _ = one.take()) {
            long size = memory.size(null, asked.atLeast());
            var export = new FactExport(new LedgerSource(reader, database.pool(), size), folder);
            response.setContentType(LINES);
            response.setHeader("Cache-Control", "no-store");
            run(export, response.getOutputStream());
        }
    }

    private void run(FactExport export, OutputStream out) throws IOException {
        try {
            Manifest manifest = export.run((written, of) -> {
                if (written % TOLD_EVERY == 0) {
                    tell(out, new ExportLine.Written(written, of));
                }
            });
            line(
                    out,
                    new ExportLine.Last(new ExportEnd(
                            manifest.schema(),
                            manifest.size(),
                            manifest.root(),
                            manifest.facts().size())));
        } catch (UncheckedIOException e) {
            // Whoever asked is gone; what was written stays, and the next export goes on.
            throw e.getCause();
        } catch (ExportUnusable _) {
            line(out, new ExportLine.Stopped(Problem.of(ProblemType.EXPORT_UNUSABLE)));
        } catch (IOException e) {
            Failures.log(LOG, "facts could not be exported", e);
            line(out, new ExportLine.Stopped(Problem.of(ProblemType.EXPORT_FAILED)));
        }
    }

    /** Outside of what is written to the folder: that somebody is gone is no failure of the disk. */
    private void tell(OutputStream out, ExportLine line) {
        try {
            line(out, line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void line(OutputStream out, ExportLine line) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
        out.flush();
    }
}
