package org.consentledger.spark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the lines of a report are named between machines: which kind of line, and what tells it from others of its kind. */
final class LineNames {
    static final String ALL = "all";
    static final String CLASS = "class";
    static final String BREACH = "breach";
    static final String SENTINEL = "sentinel";
    static final String RESTS_ON = "rests-on";
    static final String REASON = "reason";
    static final String DAY = "day";
    static final String PURPOSE = "purpose";
    static final String PROGRAMME = "programme";
    static final String ADVERTISER = "advertiser";
    static final String AUDIENCE = "audience";
    static final String SURFACE = "surface";
    static final String SUPPLIER = "supplier";
    static final String JURISDICTION = "jurisdiction";

    // No name of the ledger has a control character.
    private static final String SEPARATOR = "\u001F";
    private static final String NONE = "\u001E";

    private LineNames() {}

    static String of(String line, @Nullable Object... parts) {
        return parts.length == 0
                ? line
                : line
                        + SEPARATOR
                        + Arrays.stream(parts)
                                .map(part -> part == null ? NONE : part.toString())
                                .collect(Collectors.joining(SEPARATOR));
    }

    /** The kind, and behind it the parts; null where there is none. */
    static List<@Nullable String> parts(String name) {
        var parts = new ArrayList<@Nullable String>();
        for (String part : name.split(SEPARATOR, -1)) {
            parts.add(part.equals(NONE) ? null : part);
        }
        return parts;
    }
}
