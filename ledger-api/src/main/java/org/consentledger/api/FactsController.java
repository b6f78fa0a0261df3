package org.consentledger.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.consentledger.access.Caller;
import org.consentledger.write.LedgerCommands;
import org.consentledger.write.Recording;
import org.consentledger.write.Submission;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Facts in, one or many. */
@RestController
final class FactsController {
    private final LedgerCommands commands;
    private final BulkRecording bulk;
    private final Reporting reporting;

    FactsController(LedgerCommands commands, BulkRecording bulk, Reporting reporting) {
        this.commands = commands;
        this.bulk = bulk;
        this.reporting = reporting;
    }

    /**
     * A fact that is durable.
     *
     * @param place its place in the ledger
     * @param before whether it was there before, from an earlier report that said the same
     */
    record RecordedFact(long place, String id, String source, boolean recorded, boolean before) {}

    @Operation(summary = "Record one fact; reporting it again with the same content changes nothing")
    @PostMapping(
            path = "/v1/facts",
            consumes = {"application/cloudevents+json", "application/json"},
            produces = "application/json")
    ResponseEntity<RecordedFact> record(@Parameter(hidden = true) HttpServletRequest request) throws IOException {
        byte[] body = Body.read(request);
        Submission submission = FactReader.read(body, 0, body.length);
        Problem refusal = reporting.refusal(Caller.current(), submission);
        if (refusal != null) {
            throw new ProblemFound(refusal);
        }
        return switch (commands.record(submission)) {
            case Recording.Recorded recorded -> {
                var answer = new RecordedFact(
                        recorded.place(),
                        submission.id().id().toString(),
                        submission.id().source(),
                        true,
                        recorded.before());
                yield recorded.before()
                        ? ResponseEntity.ok(answer)
                        : ResponseEntity.created(URI.create("/v1/facts/" + recorded.place()))
                                .body(answer);
            }
            case Recording.Refused refused ->
                throw new ProblemFound(FactReader.refused(refused.refusal(), submission.command()));
            case Recording.Rejected rejected -> throw new ProblemFound(FactReader.rejected(rejected.why()));
        };
    }

    @Operation(summary = "Record many facts, one CloudEvent a line; each line is answered by itself and in order")
    @PostMapping(path = "/v1/facts/bulk", consumes = "application/x-ndjson", produces = "application/x-ndjson")
    void recordAll(
            @RequestParam(name = "from", defaultValue = "0") long from,
            @RequestParam(name = "answers", defaultValue = "all") String answers,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (!answers.equals("all") && !answers.equals("refused")) {
            throw new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, "answers", "must be one of: all, refused"));
        }
        bulk.answer(request, response, from, answers.equals("all"));
    }
}
