package org.consentledger.seal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.consentledger.seal.Malformed.Flaw;

/**
 * A text with signatures under it. Nothing in it counts before it is {@linkplain #open opened}.
 *
 * <p>Source: C2SP signed-note.
 *
 * @param text ends in a newline; has no other control characters
 * @param signatures one or more, at most {@value #MOST_SIGNATURES}, in the order in which they stand
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
    /** As many signature lines are read; what has more is refused whole. */
    public static final int MOST_SIGNATURES = 100;

    /** As many bytes are read. */
    public static final int MOST_BYTES = 1_000_000;

    public SignedNote {
        requireText(text);
        if (signatures.isEmpty()) {
            throw new Malformed(Flaw.NO_SIGNATURES);
        }
        if (signatures.size() > MOST_SIGNATURES) {
            throw new Malformed(Flaw.TOO_MANY_SIGNATURES);
        }
        signatures = List.copyOf(signatures);
    }

    private static void requireText(String text) {
        Written.requireUtf8(text);
        if (!text.endsWith("\n")) {
            throw new Malformed(Flaw.UNFINISHED_TEXT);
        }
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            throw new Malformed(Flaw.CONTROL_CHARACTER);
        }
    }

    /** The text, signed by each key in their order. */
    public static SignedNote sign(String text, Collection<? extends SigningKey> keys) {
        requireText(text);
        return new SignedNote(
                text, keys.stream().map(key -> NoteSignature.by(key, text)).toList());
    }

    /** Reads a note. Throws {@link Malformed} for what is none. */
    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new Malformed(Flaw.TOO_LONG);
        }
        return read(Written.utf8(bytes));
    }

    /** Reads a note. Throws {@link Malformed} for what is none. */
    public static SignedNote parse(String note) {
        if (note.length() > MOST_BYTES) {
            throw new Malformed(Flaw.TOO_LONG);
        }
        return read(note);
    }

    private static SignedNote read(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || blank + 2 == note.length()) {
            throw new Malformed(Flaw.NO_SIGNATURES);
        }
        return new SignedNote(note.substring(0, blank + 1), signatures(note.substring(blank + 2)));
    }

    /** Reads signature lines, each of which ends in a newline. */
    static List<NoteSignature> signatures(String lines) {
        if (!lines.endsWith("\n")) {
            throw new Malformed(Flaw.SIGNATURE_LINE);
        }
        var signatures = new ArrayList<NoteSignature>();
        int start = 0;
        for (int end = lines.indexOf('\n'); end >= 0; end = lines.indexOf('\n', start)) {
            if (signatures.size() == MOST_SIGNATURES) {
                throw new Malformed(Flaw.TOO_MANY_SIGNATURES);
            }
            signatures.add(NoteSignature.parse(lines.substring(start, end)));
            start = end + 1;
        }
        return signatures;
    }

    /**
     * Verifies the signatures of known keys, and tells them from the others, which say nothing.
     *
     * @return refused where none is known, or one of a known key is wrong
     */
    public NoteOpening open(Collection<VerifierKey> known) {
        Set<NoteSignature> verified = new LinkedHashSet<>();
        Set<NoteSignature> others = new LinkedHashSet<>();
        for (NoteSignature signature : signatures) {
            Optional<VerifierKey> key =
                    known.stream().filter(k -> k.isNamedBy(signature)).findFirst();
            if (key.isEmpty()) {
                others.add(signature);
            } else if (key.get().verifies(text, signature)) {
                verified.add(signature);
            } else {
                return NoteOpening.Refused.WRONG_SIGNATURE;
            }
        }
        return verified.isEmpty()
                ? NoteOpening.Refused.NO_KNOWN_KEY
                : new NoteOpening.Opened(text, List.copyOf(verified), List.copyOf(others));
    }

    /** The note with more signatures under it; those that it has already are not repeated. */
    public SignedNote with(Collection<NoteSignature> more) {
        Set<NoteSignature> all = new LinkedHashSet<>(signatures);
        all.addAll(more);
        return new SignedNote(text, List.copyOf(all));
    }

    /** The whole note as it is handed on. */
    @Override
    public String toString() {
        var note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }
}
