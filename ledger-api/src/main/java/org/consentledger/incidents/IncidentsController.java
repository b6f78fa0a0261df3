package org.consentledger.incidents;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.consentledger.api.Shape;
import org.consentledger.incidents.IncidentAnswer.Reported;
import org.consentledger.incidents.IncidentAnswer.Supposed;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Who was affected by an incident, since when, and would another policy have prevented it? */
@RestController
final class IncidentsController {
    private static final Shape<IncidentBody> INCIDENT = Shape.of(IncidentBody.class);
    private static final Shape<WhatIfBody> WHAT_IF = Shape.of(WhatIfBody.class);

    private final IncidentAnswering answering;

    IncidentsController(IncidentAnswering answering) {
        this.answering = answering;
    }

    @Operation(summary = "Report an incident: uses, persons and contact points by what became of them, exactly")
    @PostMapping(path = "/v1/incident-reports", consumes = "application/json", produces = "application/json")
    ResponseEntity<Reported> report(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return uncached(answering.report(INCIDENT.read(request)));
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
