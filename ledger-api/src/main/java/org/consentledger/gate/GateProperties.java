package org.consentledger.gate;

import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gate is set.
 *
 * @param shadow programmes that are not enforced yet: whom the ledger refuses is recorded, and given out all the same. Every other
 *     programme is enforced
 * @param reasonFloor a receipt tells a reason by itself once it was given so often
 * @param alarm where the use of a sentinel is told by POST; nowhere if absent
 */
@ConfigurationProperties("ledger.gate")
record GateProperties(
        @DefaultValue Set<String> shadow,
        @DefaultValue("100") long reasonFloor,
        @Nullable URI alarm) {
    GateProperties {
        shadow = Set.copyOf(shadow);
        if (reasonFloor < 1) {
            throw new IllegalArgumentException("ledger.gate.reason-floor must be 1 or more");
        }
    }
}
