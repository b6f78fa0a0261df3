package org.consentledger.seal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.consentledger.seal.Malformed.Flaw;

/**
 * That a leaf stands in a log, in one file: its index, its audit path, and the checkpoint that this leads to.
 *
 * <p>Source: C2SP tlog-proof.
 *
 * @param index of the leaf, from 0, unsigned
 * @param path from the leaf up
 * @param checkpoint with the signatures of log and witnesses
 */
public record TlogProof(long index, List<byte[]> path, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    public TlogProof {
        path = List.copyOf(path);
    }

    /** What checking found: that the leaf is proven, or the first reason why it is not. */
    public enum Result {
        /** The log signed a tree that holds the leaf at the index, and enough witnesses saw it. */
        HOLDS,
        /** The note is no checkpoint of this log. */
        OTHER_LOG,
        /** None of the log's keys signed the checkpoint. */
        NOT_SIGNED,
        /** A signature under the name of a known key is not that key's. */
        WRONG_SIGNATURE,
        /** Fewer witnesses signed the checkpoint than the policy asks for. */
        TOO_FEW_WITNESSES,
        /** The path does not lead from the leaf to the root. */
        NOT_INCLUDED
    }

    /** Reads a proof; what it carries as extra data is passed over. Throws {@link Malformed} for anything else. */
    public static TlogProof parse(String text) {
        ProofLines parts = ProofLines.parse(Written.requireUtf8(text), List.of(HEADER, EXTRA, INDEX));
        List<String> lines = new ArrayList<>(parts.lines());
        if (lines.size() == 3 && lines.get(1).startsWith(EXTRA)) {
            Written.base64(lines.remove(1).substring(EXTRA.length()));
        }
        if (lines.size() != 2 || !lines.get(0).equals(HEADER) || !lines.get(1).startsWith(INDEX)) {
            throw new Malformed(Flaw.PROOF_LINES);
        }
        return new TlogProof(Written.number(lines.get(1).substring(INDEX.length())), parts.hashes(), parts.note());
    }

    /**
     * Checks that the log signed a tree with this leaf.
     *
     * @param log its keys
     */
    public Result check(byte[] leafHash, String origin, Collection<VerifierKey> log, WitnessPolicy witnesses) {
        var known = new ArrayList<>(log);
        known.addAll(witnesses.keys());
        NoteOpening opening = checkpoint.open(known);
        if (!(opening instanceof NoteOpening.Opened opened)) {
            return opening == NoteOpening.Refused.WRONG_SIGNATURE ? Result.WRONG_SIGNATURE : Result.NOT_SIGNED;
        }
        if (log.stream().noneMatch(opened::isBy)) {
            return Result.NOT_SIGNED;
        }
        Checkpoint signed = Checkpoint.parse(opened.text());
        if (!signed.origin().equals(origin)) {
            return Result.OTHER_LOG;
        }
        if (!witnesses.isMetBy(opened)) {
            return Result.TOO_FEW_WITNESSES;
        }
        return InclusionProof.verify(index, leafHash, path, signed.head()).holds() ? Result.HOLDS : Result.NOT_INCLUDED;
    }

    /** The file, which {@link #parse} reads. */
    @Override
    public String toString() {
        return new ProofLines(List.of(HEADER, INDEX + Written.number(index)), path, checkpoint).toString();
    }
}
