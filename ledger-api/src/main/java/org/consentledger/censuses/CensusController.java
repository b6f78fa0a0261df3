package org.consentledger.censuses;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.api.Accepted;
import org.consentledger.api.Shape;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** How many could be used for which purpose, on a date or on every day of a period? */
@RestController
final class CensusController {
    private static final Shape<CensusBody> CENSUS = Shape.of(CensusBody.class);
    private static final MediaType CSV = MediaType.valueOf("text/csv");

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
            produces = {"application/json", "text/csv"})
    void take(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        CensusWriter census = censuses.take(CENSUS.read(request));
        MediaType accepted = Accepted.of(request, MediaType.APPLICATION_JSON, CSV);
        response.setContentType(accepted.equals(CSV) ? CSV + ";charset=UTF-8" : accepted.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Vary", "Accept");
        try {
            if (accepted.equals(CSV)) {
                census.csv(response.getOutputStream());
            } else {
                census.json(json, response.getOutputStream());
            }
        } catch (JacksonException e) {
            // Whoever asked is gone.
            throw new IOException("an answer could not be sent", e);
        }
    }
}
