package org.consentledger.law;

import java.util.ArrayList;
import java.util.List;

/** A purpose: a dotted path such as {@code advertising.audience-match.tailored}. */
public record Purpose(String path) implements Comparable<Purpose> {
    public static final int MAX_LENGTH = 200;

    public Purpose {
        if (path.length() > MAX_LENGTH || !isPath(path)) {
            throw new Illegal(
                    "purpose",
                    "must be segments of a-z, 0-9 and '-' joined by dots, at most " + MAX_LENGTH + " characters");
        }
    }

    private static boolean isPath(String path) {
        boolean segmentBegun = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '.' ? !segmentBegun : c != '-' && !Text.isLowerOrDigit(c)) {
                return false;
            }
            segmentBegun = c != '.';
        }
        return segmentBegun;
    }

    /** Whether this purpose equals {@code other} or stands above it in the path. */
    public boolean covers(Purpose other) {
        return other.path.startsWith(path)
                && (other.path.length() == path.length() || other.path.charAt(path.length()) == '.');
    }

    /** This purpose and everything that covers it, the widest first. Never empty. */
    public List<Purpose> lineage() {
        var lineage = new ArrayList<Purpose>();
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            lineage.add(new Purpose(path.substring(0, dot)));
        }
        lineage.add(this);
        return List.copyOf(lineage);
    }

    @Override
    public int compareTo(Purpose other) {
        return Text.BY_CODE_POINT.compare(path, other.path);
    }

    @Override
    public String toString() {
        return path;
    }
}
