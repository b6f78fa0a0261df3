package org.consentledger.seal;

import java.util.List;
import org.consentledger.seal.Malformed.Flaw;

/**
 * What a log asks of a witness: to sign a checkpoint that extends the one of size {@code old}.
 *
 * <p>Source: C2SP tlog-witness, "add-checkpoint".
 *
 * @param old the size of the last checkpoint that the witness signed of this log, 0 for none; unsigned
 * @param proof that the new tree extends the old one
 */
public record WitnessRequest(long old, List<byte[]> proof, SignedNote checkpoint) {
    private static final String OLD = "old ";
    private static final int MOST_HASHES = 63;

    public WitnessRequest {
        proof = List.copyOf(proof);
        if (proof.size() > MOST_HASHES) {
            throw new Malformed(Flaw.PROOF_LINES);
        }
    }

    /** Reads the body of a request. Throws {@link Malformed} for anything else. */
    public static WitnessRequest parse(byte[] body) {
        ProofLines parts = ProofLines.parse(Written.utf8(body), List.of(OLD));
        if (parts.lines().size() != 1) {
            throw new Malformed(Flaw.PROOF_LINES);
        }
        return new WitnessRequest(
                Written.number(parts.lines().getFirst().substring(OLD.length())), parts.hashes(), parts.note());
    }

    /** The body, which {@link #parse} reads. */
    @Override
    public String toString() {
        return new ProofLines(List.of(OLD + Written.number(old)), proof, checkpoint).toString();
    }
}
