package org.consentledger.store;

import java.util.Set;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.consentledger.law.SuppressionKey;

/**
 * What the sender of a fact had read when it decided to send it. Should something have come in between, the appender sends the
 * fact back with {@link org.consentledger.law.Refusal#STREAM_CONFLICT}, and the sender has to look again.
 */
public sealed interface Judged {
    /** The place up to which the sender had read. */
    long place();

    /**
     * How far an erasure was prepared: until the person gets another contact point, a collection of theirs is retracted, or another
     * person's erasure suppresses one of the values.
     *
     * @param keys what suppression would know the person's values by
     * @param retracted how many of the person's collections were retracted
     */
    record Erasure(long place, Set<SuppressionKey> keys, int retracted) implements Judged {
        public Erasure {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * The verdict that a use may happen: as long as no fact about its contact point, its person or everybody comes, in the same
     * group neither, and within its time.
     *
     * @param person who holds the contact point
     * @param fromMicros the instant that the verdict is about; microseconds since 1970
     * @param untilMicros it holds up to this instant, not included; {@link Long#MAX_VALUE} where time alone changes nothing
     */
    record Use(long place, ContactPointId contactPoint, PersonId person, long fromMicros, long untilMicros)
            implements Judged {}
}
