package org.consentledger.seal;

import java.util.ArrayList;
import java.util.List;
import org.consentledger.seal.Malformed.Flaw;

/** Lines that say something, then the hashes of a proof, one a line, then an empty line, then a signed note. */
record ProofLines(List<String> lines, List<byte[]> hashes, SignedNote note) {
    /** A path in a tree of fewer than 2^64 leaves. */
    static final int MOST_HASHES = 64;

    private static final int MOST_LINES = 3;

    /** Reads it; the lines in front are those that begin with one of {@code words}. */
    static ProofLines parse(String text, List<String> words) {
        if (text.length() > SignedNote.MOST_BYTES) {
            throw new Malformed(Flaw.TOO_LONG);
        }
        var lines = new ArrayList<String>();
        var hashes = new ArrayList<byte[]>();
        int start = 0;
        for (int end = text.indexOf('\n'); end > start; end = text.indexOf('\n', start)) {
            String line = text.substring(start, end);
            if (hashes.isEmpty() && lines.size() < MOST_LINES && words.stream().anyMatch(line::startsWith)) {
                lines.add(line);
            } else if (hashes.size() == MOST_HASHES) {
                throw new Malformed(Flaw.PROOF_LINES);
            } else {
                hashes.add(Written.hash(line));
            }
            start = end + 1;
        }
        if (text.indexOf('\n', start) != start) {
            throw new Malformed(Flaw.PROOF_LINES);
        }
        return new ProofLines(lines, hashes, SignedNote.parse(text.substring(start + 1)));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        hashes.forEach(hash -> text.append(Written.base64(hash)).append('\n'));
        return text.append('\n').append(note).toString();
    }
}
