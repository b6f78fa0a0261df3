package org.consentledger.gate;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.consentledger.access.Caller;
import org.consentledger.api.Confines;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.bulk.ListQuestion;
import org.consentledger.law.Channel;
import org.consentledger.law.Ids;
import org.consentledger.law.PolicyChoice;
import org.consentledger.law.Purpose;
import org.consentledger.law.Word;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The gate: advertisers' lists in, whoever may be matched out, each use recorded before. */
@RestController
final class RunsController {
    private final Gate gate;

    RunsController(Gate gate) {
        this.gate = gate;
    }

    @Operation(summary = "Match a list: whoever is named is on the ledger as used before the answer leaves")
    @PostMapping(
            path = "/v1/runs/{run}",
            consumes = {"text/csv", "application/x-ndjson"},
            produces = {"application/x-ndjson", "text/csv"})
    void match(
            @PathVariable("run") String run,
            @RequestParam("purpose") String purpose,
            @RequestParam("profile") String profile,
            @RequestParam("channel") String channel,
            @RequestParam(name = "column", defaultValue = "hash") String column,
            @RequestParam("programme") String programme,
            @RequestParam(name = "advertiser", required = false) @Nullable String advertiser,
            @RequestParam(name = "audience", required = false) @Nullable String audience,
            @RequestParam(name = "list", required = false) @Nullable String list,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        Confines.reach(Caller.current(), programme, null);
        var terms = new RunTerms(
                new Purpose(purpose),
                Word.parse(Channel.class, "channel", channel),
                profile,
                programme,
                advertiser,
                audience,
                list);
        var question = new ListQuestion(
                ListQuestion.Asker.MATCHER,
                terms.purpose(),
                profile,
                terms.channel(),
                column,
                true,
                null,
                null,
                null,
                null,
                PolicyChoice.IN_FORCE);
        try {
            gate.match(Ids.uuid("run", run), terms, question, request, response);
        } catch (RunDiffers _) {
            throw new ProblemFound(Problem.of(
                    ProblemType.RUN_DIFFERS, "run", "was begun with other parameters; give another run another id"));
        }
    }

    @Operation(summary = "What a run was meant to match, and its receipts")
    @GetMapping(path = "/v1/runs/{run}", produces = "application/json")
    RunAnswer find(@PathVariable("run") String run) {
        return gate.find(Ids.uuid("run", run)).orElseThrow(() -> new ProblemFound(Problem.of(ProblemType.NOT_FOUND)));
    }
}
