package org.consentledger.censuses;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.api.Download;
import org.consentledger.api.Shape;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How many could be used for which purpose, on a date or on every day of a period? */
@RestController
final class CensusController {
    private static final Shape<CensusBody> CENSUS = Shape.of(CensusBody.class);

    private final CensusAnswering censuses;
    private final JsonMapper json;

    CensusController(CensusAnswering censuses, JsonMapper json) {
        this.censuses = censuses;
        this.json = json;
    }

    @Operation(
            summary =
                    "Count persons and contact points by how they stood to each purpose, on a date or every day of a period")
    @PostMapping(
            path = "/v1/census",
            consumes = "application/json",
            produces = {"application/json", Download.CSV_TYPE, Download.PARQUET_TYPE})
    void take(
            @RequestParam(name = "format", required = false) @Nullable String format,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Download form = Download.of(request, format, "application/json");
        CensusWriter census = censuses.take(CENSUS.read(request));
        if (form != Download.JSON) {
            form.send(response, "census-" + census.question().ledgerSize(), CensusTable.columns(), census::rows);
            return;
        }
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        try {
            census.json(json, response.getOutputStream());
        } catch (JacksonException e) {
            // Whoever asked is gone.
            throw new IOException("an answer could not be sent", e);
        }
    }
}
