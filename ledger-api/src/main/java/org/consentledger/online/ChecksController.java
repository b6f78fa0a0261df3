package org.consentledger.online;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.api.AtOnce;
import org.consentledger.api.Body;
import org.consentledger.identity.Values;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;

/** May these be matched, now? Over HTTP. */
@RestController
final class ChecksController {
    /** Largest body: ten thousand plain values of the greatest length fit in. */
    static final int LIMIT = 4 << 20;

    /** A body beyond it is a large one. */
    static final int SMALL = 64 << 10;

    /** Most large checks at a time: what is small has the other threads and the memory to itself. */
    static final int MAX_LARGE = 16;

    private final AtOnce large = new AtOnce(MAX_LARGE);
    private final Checks checks;
    private final Values values;

    ChecksController(Checks checks, Values values) {
        this.checks = checks;
        this.values = values;
    }

    @Operation(summary = "Check whether values or contact points may be matched now, up to 10,000 at once")
    @PostMapping(path = "/v1/checks", consumes = "application/json", produces = "application/json")
    void check(
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        long length = request.getContentLengthLong();
        if (length >= 0 && length <= SMALL && request.getHeader("Content-Encoding") == null) {
            answer(request, response);
        } else {
            try (var _ = large.take()) {
                answer(request, response);
            }
        }
    }

    private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        CheckRequest asked = CheckJson.read(Body.read(request, LIMIT));
        CheckAnswer answer = checks.answer(
                asked.purpose(), asked.atLeast(), new ItemReader(values, asked.common()).read(asked.items()));
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        try {
            AnswerJson.write(answer, response.getOutputStream());
        } catch (JacksonException e) {
            // Whoever asked is gone.
            throw new IOException("an answer could not be sent", e);
        }
    }
}
