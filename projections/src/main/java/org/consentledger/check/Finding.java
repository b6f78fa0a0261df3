package org.consentledger.check;

import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the index finds: the law's verdict without the facts that it rests on.
 *
 * @param rule the id of the rule behind the reason; null where no rule decided
 * @param collected place of the collection that the reason is taken from; 0 where no collection counts
 * @param untilMicros the verdict holds up to this instant, not included, as long as nothing else becomes known; microseconds since
 *     1970, {@link #FOR_EVER} where time alone changes nothing
 */
public record Finding(Reason reason, @Nullable String rule, long collected, long untilMicros) {
    public static final long FOR_EVER = Long.MAX_VALUE;

    /** Whether the use is permitted. */
    public boolean permitted() {
        return reason.permitted();
    }
}
