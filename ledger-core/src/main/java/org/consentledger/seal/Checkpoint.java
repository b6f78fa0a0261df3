package org.consentledger.seal;

import java.util.List;
import org.consentledger.seal.Malformed.Flaw;

/**
 * What a log signs of itself: its name, the head of its tree, and lines of its own beside it.
 *
 * <p>Source: C2SP tlog-checkpoint.
 *
 * @param origin the log's name; one line, not empty
 * @param head size and root
 * @param extensions further lines, none of them empty
 */
public record Checkpoint(String origin, TreeHead head, List<String> extensions) {
    public Checkpoint {
        requireLine(origin);
        extensions.forEach(Checkpoint::requireLine);
        extensions = List.copyOf(extensions);
    }

    private static void requireLine(String line) {
        if (line.isEmpty()) {
            throw new Malformed(Flaw.CHECKPOINT_LINES);
        }
        Written.requireUtf8(Written.requireOneLine(line));
    }

    /** Reads the text of a note. Throws {@link Malformed} for what is no checkpoint. */
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw new Malformed(Flaw.UNFINISHED_TEXT);
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            throw new Malformed(Flaw.CHECKPOINT_LINES);
        }
        return new Checkpoint(lines.get(0), head(lines.get(1), lines.get(2)), lines.subList(3, lines.size()));
    }

    private static TreeHead head(String size, String root) {
        long leaves = Written.number(size);
        byte[] hash = Written.hash(root);
        if (leaves == 0 && !new TreeHead(0, TreeHash.emptyRoot()).hasRoot(hash)) {
            throw new Malformed(Flaw.EMPTY_TREE);
        }
        return new TreeHead(leaves, hash);
    }

    /** Number of leaves, unsigned. */
    public long size() {
        return head.size();
    }

    /** The text that is signed, which {@link #parse} reads. */
    public String text() {
        var text = new StringBuilder(origin).append('\n');
        text.append(Written.number(head.size())).append('\n');
        text.append(Written.base64(head.root())).append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
