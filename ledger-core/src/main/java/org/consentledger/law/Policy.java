package org.consentledger.law;

import java.util.HashSet;
import java.util.List;

/**
 * An ordered list of rules under one version. A version names one content for ever.
 *
 * @param rules the first whose conditions hold decides; may be empty
 */
public record Policy(String version, Combine combine, List<Rule> rules) {
    /** How the outcomes of several collections make one verdict. */
    public enum Combine implements Word {
        /** Permitted when any collection permits. */
        ANY,
        /** Permitted when at least one collection is live and every live one permits. */
        ALL
    }

    /** What counts before any policy was adopted. Its version is the empty text. */
    public static final Policy EMPTY = new Policy("", Combine.ANY, List.of());

    public static final int MAX_RULES = 200;

    public Policy {
        rules = List.copyOf(rules);
        if (!version.isEmpty() || !rules.isEmpty()) {
            Text.name("version", version);
        }
        if (rules.size() > MAX_RULES) {
            throw new Illegal("rules", "must be at most " + MAX_RULES + " rules");
        }
        var ids = new HashSet<String>();
        if (!rules.stream().allMatch(rule -> ids.add(rule.id()))) {
            throw new Illegal("rules.id", "must be unique in its policy");
        }
    }
}
