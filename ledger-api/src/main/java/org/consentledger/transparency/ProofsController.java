package org.consentledger.transparency;

import io.swagger.v3.oas.annotations.Operation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.consentledger.api.Problem;
import org.consentledger.api.ProblemFound;
import org.consentledger.api.ProblemType;
import org.consentledger.checkpoints.Checkpoints;
import org.consentledger.checkpoints.Proofs;
import org.consentledger.checkpoints.Published;
import org.consentledger.checkpoints.Signing;
import org.consentledger.law.FactId;
import org.consentledger.law.Illegal;
import org.consentledger.seal.VerifierKey;
import org.consentledger.store.LedgerReader;
import org.consentledger.transparency.ProofAnswers.CheckpointAnswer;
import org.consentledger.transparency.ProofAnswers.ConsistencyAnswer;
import org.consentledger.transparency.ProofAnswers.InclusionAnswer;
import org.consentledger.transparency.ProofAnswers.KeyAnswer;
import org.consentledger.transparency.ProofAnswers.LogAnswer;
import org.consentledger.transparency.ProofAnswers.SigningTrouble;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Is this fact in the ledger, and is the ledger still the one that was signed? */
@RestController
final class ProofsController {
    private final Checkpoints checkpoints;
    private final Proofs proofs;
    private final Signing signing;
    private final LedgerReader reader;

    ProofsController(Checkpoints checkpoints, Proofs proofs, Signing signing, LedgerReader reader) {
        this.checkpoints = checkpoints;
        this.proofs = proofs;
        this.signing = signing;
        this.reader = reader;
    }

    @Operation(summary = "The log that this ledger is: its name, its keys, its newest checkpoint, and whether it signs")
    @GetMapping(path = "/v1/log", produces = "application/json")
    LogAnswer log() {
        List<VerifierKey> signs = signing.keys();
        return new LogAnswer(
                checkpoints.origin().orElse(null),
                checkpoints.keys().stream()
                        .map(key -> new KeyAnswer(key.toString(), signs.contains(key)))
                        .toList(),
                checkpoints.newest().map(CheckpointAnswer::of).orElse(null),
                signing.trouble().map(SigningTrouble::of).orElse(null));
    }

    @Operation(summary = "The proof that a fact, by its place or its id, stands in the ledger that was signed")
    @GetMapping(path = "/v1/proofs/inclusion", produces = "application/json")
    InclusionAnswer inclusion(
            @RequestParam(name = "place", required = false) @Nullable Long place,
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "id", required = false) @Nullable String id,
            @RequestParam(name = "size", required = false) @Nullable Long size) {
        return InclusionAnswer.of(proof(place, source, id, size));
    }

    @Operation(summary = "The same proof as a tlog-proof file")
    @GetMapping(path = "/v1/proofs/inclusion.tlog-proof", produces = "text/plain;charset=UTF-8")
    ResponseEntity<byte[]> file(
            @RequestParam(name = "place", required = false) @Nullable Long place,
            @RequestParam(name = "source", required = false) @Nullable String source,
            @RequestParam(name = "id", required = false) @Nullable String id,
            @RequestParam(name = "size", required = false) @Nullable Long size) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8))
                .header("X-Content-Type-Options", "nosniff")
                .body(proof(place, source, id, size).file().toString().getBytes(StandardCharsets.UTF_8));
    }

    @Operation(summary = "The proof that the tree of one checkpoint begins with that of an older one")
    @GetMapping(path = "/v1/proofs/consistency", produces = "application/json")
    ConsistencyAnswer consistency(
            @RequestParam(name = "from") long from, @RequestParam(name = "to", required = false) @Nullable Long to) {
        Published newer = checkpoint(to);
        Published older = checkpoint(from);
        if (from > newer.size()) {
            throw new Illegal("from", "must not be above to");
        }
        return ConsistencyAnswer.of(older, newer, proofs.consistency(older, newer));
    }

    private Proofs.Inclusion proof(
            @Nullable Long place, @Nullable String source, @Nullable String id, @Nullable Long size) {
        if ((place == null) == (id == null) || (source == null) != (id == null)) {
            throw new Illegal("place", "must be given, or else source and id");
        }
        long at = place != null ? place : place(source, id);
        Published checkpoint = checkpoint(size);
        if (at < 1 || at > checkpoint.size()) {
            throw new ProblemFound(Problem.of(ProblemType.PLACE_NOT_REACHED));
        }
        return proofs.inclusion(at, checkpoint);
    }

    private long place(@Nullable String source, @Nullable String id) {
        if (source == null || id == null || !id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            throw new Illegal("id", "must be a UUID in lower case");
        }
        var fact = new FactId(source, UUID.fromString(id));
        Long place = reader.placesOf(List.of(fact)).get(fact);
        if (place == null) {
            throw new ProblemFound(Problem.of(ProblemType.NOT_FOUND));
        }
        return place;
    }

    private Published checkpoint(@Nullable Long size) {
        return (size == null ? checkpoints.newest() : checkpoints.of(size))
                .orElseThrow(() -> new ProblemFound(Problem.of(ProblemType.CHECKPOINT_UNKNOWN)));
    }
}
