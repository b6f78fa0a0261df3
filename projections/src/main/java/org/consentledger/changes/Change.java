package org.consentledger.changes;

import java.time.Instant;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;
import org.jspecify.annotations.Nullable;

/** What a copy is told. Told twice, it says no more than told once. */
public sealed interface Change {
    /** Everything told before is void: nobody may be matched until it is told anew, which follows. */
    record Voided() implements Change {}

    /**
     * The contact point may be matched from now on.
     *
     * @param validUntil from this instant on it may not, unless that is told again; null where time alone changes nothing
     */
    record Permitted(
            ContactPointId contactPoint,
            PersonId person,
            @Nullable Instant validUntil) implements Change {}

    /** The contact point, of which something else was or may have been told, may not be matched any more. */
    record Refused(ContactPointId contactPoint) implements Change {}

    /** At the instant {@code at} the copy held what the ledger's first {@code place} facts permit; nothing about them follows. */
    record UpTo(long place, Instant at) implements Change {}
}
