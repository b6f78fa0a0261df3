package org.consentledger.transparency;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.Locale;
import org.consentledger.checkpoints.Verification;
import org.consentledger.checkpoints.Verification.Progress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Does the whole ledger still lead to every checkpoint that was signed? */
@RestController
final class VerificationsController {
    private final VerificationRun run;
    private final Verification verification;

    VerificationsController(VerificationRun run, Verification verification) {
        this.run = run;
        this.verification = verification;
    }

    /**
     * How the verification stands that this node is at, or was.
     *
     * @param state none, running, verified, altered or broken-off
     * @param from the place behind which it began: 0, or where one before broke off
     * @param place every fact up to it is verified
     * @param size how far it goes
     * @param checkpoints how many checkpoints were held to the facts
     * @param last the last one that came to its end, on any node
     */
    public record VerificationAnswer(
            String state,
            @Nullable Long from,
            @Nullable Long place,
            @Nullable Long size,
            @Nullable Long checkpoints,
            @Nullable LastVerification last) {}

    /** A verification that came to its end, with everything as it was signed. */
    public record LastVerification(long size, Instant endedAt) {}

    @Operation(summary = "Begin to verify the whole ledger against its checkpoints, or go on")
    @PostMapping(path = "/v1/verifications", produces = "application/json")
    ResponseEntity<VerificationAnswer> begin() {
        run.begin();
        return ResponseEntity.accepted().header("Location", "/v1/verifications").body(standing());
    }

    @Operation(summary = "How far the verification has come")
    @GetMapping(path = "/v1/verifications", produces = "application/json")
    VerificationAnswer standing() {
        VerificationRun.State state = run.state();
        Progress progress = state.progress();
        LastVerification last = verification
                .last()
                .map(ended -> new LastVerification(ended.size(), ended.endedAt()))
                .orElse(null);
        String outcome = state.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return progress == null
                ? new VerificationAnswer(outcome, null, null, null, null, last)
                : new VerificationAnswer(
                        outcome, progress.from(), progress.place(), progress.size(), progress.checkpoints(), last);
    }
}
