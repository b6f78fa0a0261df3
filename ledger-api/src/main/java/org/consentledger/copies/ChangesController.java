package org.consentledger.copies;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.law.Purpose;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who may be matched from now on, and who no longer. Over HTTP, without an end. */
@RestController
final class ChangesController {
    private final ChangeStreams streams;

    ChangesController(ChangeStreams streams) {
        this.streams = streams;
    }

    @Operation(summary = "Follow who may be matched for a purpose, to keep a copy that refuses in time")
    @GetMapping(path = "/v1/changes", produces = "text/event-stream")
    void follow(
            @RequestParam("purpose") String purpose,
            @RequestParam(name = "after", defaultValue = "0") String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        streams.tell(new Purpose(purpose), Cursor.of(lastEventId, after), response);
    }
}
