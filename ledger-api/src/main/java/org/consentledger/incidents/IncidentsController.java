package org.consentledger.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.api.Download;
import org.consentledger.api.Shape;
import org.consentledger.incidents.IncidentAnswer.Reported;
import org.consentledger.incidents.IncidentAnswer.Supposed;
import org.consentledger.law.Illegal;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who was affected by an incident, since when, and would another policy have prevented it? */
@RestController
final class IncidentsController {
    private static final Shape<IncidentBody> INCIDENT = Shape.of(IncidentBody.class);
    private static final Shape<WhatIfBody> WHAT_IF = Shape.of(WhatIfBody.class);

    private final IncidentAnswering answering;
    private final JsonMapper json;

    IncidentsController(IncidentAnswering answering, JsonMapper json) {
        this.answering = answering;
        this.json = json;
    }

    @Operation(summary = "Report an incident: uses, persons and contact points by what became of them, exactly")
    @PostMapping(
            path = "/v1/incident-reports",
            consumes = "application/json",
            produces = {"application/json", Download.CSV_TYPE, Download.PARQUET_TYPE})
    void report(
            @RequestParam(name = "format", required = false) @Nullable String format,
            @RequestParam(name = "lines", required = false) @Nullable String lines,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Download form = Download.of(request, format, "application/json");
        if (form == Download.JSON && lines != null) {
            throw new Illegal("lines", "may stand only with CSV or Parquet");
        }
        ReportTable.require(lines);
        Reported reported = answering.report(INCIDENT.read(request));
        if (form == Download.JSON) {
            response.setContentType("application/json");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("Vary", "Accept");
            response.getOutputStream().write(json.writeValueAsBytes(reported));
        } else {
            form.send(
                    response,
                    "incident-" + reported.report().ledgerSize(),
                    ReportTable.columns(),
                    table -> ReportTable.write(reported.report(), lines, table));
        }
    }

    @Operation(summary = "What another policy would have made of an incident")
    @PostMapping(path = "/v1/what-if", consumes = "application/json", produces = "application/json")
    ResponseEntity<Supposed> whatIf(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return uncached(answering.whatIf(WHAT_IF.read(request)));
    }

    static <T> ResponseEntity<T> uncached(T answer) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(answer);
    }
}
