package org.consentledger.online;

import java.util.List;
import org.consentledger.law.ContactPointId;
import org.consentledger.law.PersonId;

/** What a matcher learns of one item. Whatever is not permitted looks the same. */
sealed interface CheckResult permits CheckResult.Permitted, CheckResult.Refused, CheckItem.Wrong {
    /** A contact point that may be matched, and whose it is. */
    record Matchable(ContactPointId contactPoint, PersonId person) {}

    /**
     * Somebody may be matched.
     *
     * @param matchable at least one, ordered by the contact point's id as it is written
     */
    record Permitted(List<Matchable> matchable) implements CheckResult {}

    /** Nobody may be matched, for whatever reason. */
    record Refused() implements CheckResult {
        static final Refused REFUSED = new Refused();
    }
}
