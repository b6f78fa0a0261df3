package org.consentledger.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.consentledger.api.AtOnce;
import org.consentledger.api.Download;
import org.consentledger.api.Failures;
import org.consentledger.api.Shape;
import org.consentledger.forensics.Affected;
import org.consentledger.incidents.AffectedAnswer.AffectedEnd;
import org.consentledger.incidents.AffectedAnswer.AffectedLine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who must be told of an incident, and what? */
@RestController
final class AffectedController {
    static final String LINES = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(AffectedController.class);
    private static final Shape<IncidentBody> INCIDENT = Shape.of(IncidentBody.class);
    private static final int BUFFER = 1 << 16;

    private final IncidentAnswering answering;
    private final ListingPersons listing;
    private final JsonMapper json;
    private final AtOnce lists;

    AffectedController(
            IncidentAnswering answering, ListingPersons listing, JsonMapper json, IncidentProperties properties) {
        this.answering = answering;
        this.listing = listing;
        this.json = json;
        this.lists = new AtOnce(properties.atOnce());
    }

    @Operation(summary = "The persons whom an incident affected, one a line, with what each is owed to be told")
    @PostMapping(
            path = "/v1/affected-persons",
            consumes = "application/json",
            produces = {LINES, Download.CSV_TYPE, Download.PARQUET_TYPE})
    void affected(
            @RequestParam(name = "format", required = false) @Nullable String format,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        listing.require(request);
        Download form = Download.of(request, format, LINES);
        IncidentBody asked = INCIDENT.read(request);
        try (var _ = lists.take()) {
            IncidentAnswering.Listed listed = answering.affected(asked);
            if (form != Download.JSON) {
                form.send(
                        response,
                        "affected-" + listed.persons().head().size(),
                        AffectedTable.columns(),
                        table -> listed.persons().each(person -> AffectedTable.write(person, table)));
                return;
            }
            response.setContentType(LINES);
            response.setHeader("Cache-Control", "no-store");
            write(listed, response.getOutputStream());
        }
    }

    /** Without its last line an answer is cut off. */
    private void write(IncidentAnswering.Listed listed, OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, BUFFER);
        try {
            Affected.Total total = listed.persons().each(person -> line(out, AffectedAnswer.of(person)));
            line(
                    out,
                    new AffectedLine.Last(
                            new AffectedEnd(listed.question(), listed.persons().head(), total)));
            out.flush();
        } catch (RuntimeException e) {
            // The answer may have begun, so that no problem can be told.
            Failures.log(LOG, "a list of those affected failed", e);
            throw new IOException("an answer was cut off", e);
        }
    }

    private void line(OutputStream out, AffectedLine line) throws IOException {
        out.write(json.writeValueAsBytes(line));
        out.write('\n');
    }
}
