package org.consentledger.evidence;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.consentledger.api.Shape;
import org.consentledger.evidence.EvidenceBody.HistoryEvidenceBody;
import org.consentledger.evidence.EvidenceBody.VerdictEvidenceBody;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers to take away. */
@RestController
final class EvidenceController {
    private static final Shape<VerdictEvidenceBody> VERDICT = Shape.of(VerdictEvidenceBody.class);

    private static final Shape<HistoryEvidenceBody> HISTORY = Shape.of(HistoryEvidenceBody.class);

    private final EvidenceMaking making;

    EvidenceController(EvidenceMaking making) {
        this.making = making;
    }

    @Operation(summary = "Take away a verdict with its facts and with what shows that none was altered or left out")
    @PostMapping(path = "/v1/evidence/verdict", consumes = "application/json", produces = "application/json")
    ResponseEntity<byte[]> verdict(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return file("verdict.json", making.verdict(VERDICT.read(request)));
    }

    @Operation(
            summary = "Take away a contact point's history, with what shows that no fact of it was altered or left out")
    @PostMapping(path = "/v1/evidence/history", consumes = "application/json", produces = "application/json")
    ResponseEntity<byte[]> history(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return file("history.json", making.history(HISTORY.read(request)));
    }

    private static ResponseEntity<byte[]> file(String name, byte[] bundle) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(bundle);
    }
}
