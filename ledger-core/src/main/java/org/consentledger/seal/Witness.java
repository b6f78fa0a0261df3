package org.consentledger.seal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.consentledger.seal.Malformed.Flaw;

/**
 * What a witness decides about the checkpoint of a log that it knows: it signs what extends the last one it signed, and nothing else.
 *
 * <p>Source: C2SP tlog-witness, "add-checkpoint".
 *
 * @param key signs, and is for cosignatures
 * @param origin of the log
 * @param log the log's keys
 */
public record Witness(SigningKey key, String origin, List<VerifierKey> log) {
    public Witness {
        log = List.copyOf(log);
    }

    /** What a witness answers. */
    public sealed interface Answer {}

    /**
     * It signed, and must keep the checkpoint before it says so.
     *
     * @param checkpoint is the last one from then on
     * @param kept with the signatures of log and witness
     */
    public record Cosigned(Checkpoint checkpoint, NoteSignature signature, SignedNote kept) implements Answer {}

    /** The last checkpoint that it signed is of another size than the request says. */
    public record Conflict(long size) implements Answer {}

    /** Why it does not sign. */
    public enum Refused implements Answer {
        /** The request is not written as it must be, or the old size is above the new one. */
        MALFORMED,
        /** None of the log's keys signed the checkpoint, or one of them wrongly. */
        NOT_SIGNED,
        /** The tree does not extend the one that it signed last. */
        INCONSISTENT
    }

    /** Decides about a request, whose checkpoint is of this log, by the last checkpoint that this witness signed of it. */
    public Answer decide(WitnessRequest request, Optional<Checkpoint> last, Instant now) {
        if (!(request.checkpoint().open(log) instanceof NoteOpening.Opened opened)) {
            return Refused.NOT_SIGNED;
        }
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.parse(opened.text());
        } catch (Malformed e) {
            return e.flaw() == Flaw.EMPTY_TREE ? Refused.INCONSISTENT : Refused.MALFORMED;
        }
        if (!checkpoint.origin().equals(origin) || Long.compareUnsigned(request.old(), checkpoint.size()) > 0) {
            return Refused.MALFORMED;
        }
        TreeHead before = last.map(Checkpoint::head).orElseGet(Frontier.EMPTY::head);
        if (request.old() != before.size()) {
            return new Conflict(before.size());
        }
        if (!ConsistencyProof.verify(before, checkpoint.head(), request.proof()).holds()) {
            return Refused.INCONSISTENT;
        }
        NoteSignature signature = Cosignature.by(key, opened.text(), now);
        SignedNote kept = new SignedNote(opened.text(), opened.verified()).with(List.of(signature));
        return new Cosigned(checkpoint, signature, kept);
    }
}
