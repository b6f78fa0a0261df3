package org.consentledger.bulk;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.law.Channel;
import org.consentledger.law.Moments;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists of hashes in, an answer for each row out. */
@RestController
final class BulkController {
    private final BulkAnswering answering;

    BulkController(BulkAnswering answering) {
        this.answering = answering;
    }

    @Operation(summary = "Who of a list may be matched now; rows are answered in their order, while the list arrives")
    @PostMapping(
            path = "/v1/checks/bulk",
            consumes = {"text/csv", "application/x-ndjson"},
            produces = {"application/x-ndjson", "text/csv"})
    void check(
            @RequestParam("purpose") String purpose,
            @RequestParam("profile") String profile,
            @RequestParam("channel") String channel,
            @RequestParam(name = "column", defaultValue = "hash") String column,
            @RequestParam(name = "answers", defaultValue = "all") String answers,
            @RequestParam(name = "atLeast", required = false) @Nullable Long atLeast,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        if (!answers.equals("all") && !answers.equals("permitted")) {
            throw invalid("answers", "must be one of: all, permitted");
        }
        var question = new ListQuestion(
                ListQuestion.Asker.MATCHER,
                new Purpose(purpose),
                profile,
                Word.parse(Channel.class, "channel", channel),
                column,
                answers.equals("all"),
                atLeast,
                null,
                null,
                null,
                PolicyChoice.IN_FORCE);
        answering.answer(question, request, response);
    }

    @Operation(
            summary = "Ask about a list at any coordinates; rows are answered in their order, while the list arrives")
    @PostMapping(
            path = "/v1/questions/bulk",
            consumes = {"text/csv", "application/x-ndjson"},
            produces = {"application/x-ndjson", "text/csv"})
    void ask(
            @RequestParam("purpose") String purpose,
            @RequestParam("profile") String profile,
            @RequestParam("channel") String channel,
            @RequestParam(name = "column", defaultValue = "hash") String column,
            @RequestParam(name = "at", required = false) @Nullable String at,
            @RequestParam(name = "known", required = false) @Nullable String known,
            @RequestParam(name = "ledgerSize", required = false) @Nullable Long ledgerSize,
            @RequestParam(name = "policy", required = false) @Nullable String policy,
            @RequestParam(name = "atLeast", required = false) @Nullable Long atLeast,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var question = new ListQuestion(
                ListQuestion.Asker.INVESTIGATOR,
                new Purpose(purpose),
                profile,
                Word.parse(Channel.class, "channel", channel),
                column,
                true,
                atLeast,
                at == null ? null : Moments.parse("at", at),
                known == null ? null : Moments.parse("known", known),
                ledgerSize,
                policy == null ? PolicyChoice.IN_FORCE : new PolicyChoice.Version(policy));
        answering.answer(question, request, response);
    }

    private static ProblemFound invalid(String field, String rule) {
        return new ProblemFound(Problem.of(ProblemType.INVALID_FIELD, field, rule));
    }
}
