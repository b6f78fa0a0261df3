package org.consentledger.traces;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.consentledger.api.AtOnce;
import org.consentledger.api.Failures;
import org.consentledger.api.Shape;
import org.consentledger.traces.TraceBodies.NeverGivenBody;
import org.consentledger.traces.TraceBodies.SourcesBody;
import org.consentledger.traces.TraceBodies.UsesBody;
import org.consentledger.traces.TraceBodies.WithdrawalsBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Who supplied this number, and what was it used for? */
@RestController
final class TracesController {
    static final String LINES = "application/x-ndjson";
    /** Most streams at a time; each takes up a thread of those that answer requests. */
    static final int MOST_STREAMS = 8;

    private static final Logger LOG = LoggerFactory.getLogger(TracesController.class);
    private static final Shape<SourcesBody> SOURCES = Shape.of(SourcesBody.class);
    private static final Shape<WithdrawalsBody> WITHDRAWALS = Shape.of(WithdrawalsBody.class);
    private static final Shape<UsesBody> USES = Shape.of(UsesBody.class);
    private static final Shape<NeverGivenBody> NEVER_GIVEN = Shape.of(NeverGivenBody.class);
    private static final int BUFFER = 1 << 16;

    private final Tracing tracing;
    private final JsonMapper json;
    private final AtOnce streams = new AtOnce(MOST_STREAMS);

    TracesController(Tracing tracing, JsonMapper json) {
        this.tracing = tracing;
        this.json = json;
    }

    @Operation(summary = "Who supplied a contact point or a value, when and where, and what was shown")
    @PostMapping(path = "/v1/provenance/sources", consumes = "application/json", produces = "application/json")
    TraceAnswers.Sources sources(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return tracing.sources(SOURCES.read(request));
    }

    @Operation(summary = "Every use between a withdrawal and the first one that was refused because of it")
    @PostMapping(path = "/v1/provenance/withdrawals", consumes = "application/json", produces = "application/json")
    TraceAnswers.Withdrawals withdrawals(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return tracing.withdrawals(WITHDRAWALS.read(request));
    }

    @Operation(summary = "Contact points that their persons never gave, one a line")
    @PostMapping(path = "/v1/provenance/never-given", consumes = "application/json", produces = LINES)
    void neverGiven(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        NeverGivenBody asked = NEVER_GIVEN.read(request);
        stream(() -> tracing.neverGiven(asked), response);
    }

    @Operation(summary = "Uses by audience, period, purpose or contact point, with their recipients, one a line")
    @PostMapping(path = "/v1/provenance/uses", consumes = "application/json", produces = LINES)
    void uses(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        UsesBody asked = USES.read(request);
        stream(() -> tracing.uses(asked), response);
    }

    private interface Begun {
        Tracing.Stream stream();
    }

    private void stream(Begun begun, HttpServletResponse response) throws IOException {
        try (var _ = streams.take()) {
            Tracing.Stream stream = begun.stream();
            response.setContentType(LINES);
            response.setHeader("Cache-Control", "no-store");
            write(stream, response.getOutputStream());
        }
    }

    /** Without its last line an answer is cut off. */
    private void write(Tracing.Stream stream, OutputStream to) throws IOException {
        var out = new BufferedOutputStream(to, BUFFER);
        try {
            stream.write(line -> {
                out.write(json.writeValueAsBytes(line));
                out.write('\n');
            });
            out.flush();
        } catch (RuntimeException e) {
            // The answer may have begun, so that no problem can be told.
            Failures.log(LOG, "a stream of provenance failed", e);
            throw new IOException("an answer was cut off", e);
        }
    }
}
