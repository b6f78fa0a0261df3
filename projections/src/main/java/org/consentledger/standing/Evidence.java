package org.consentledger.standing;

import java.util.List;
import org.consentledger.law.Recorded;

/**
 * The facts that a verdict reads, in order of place, as one reading of the view found them.
 *
 * @param place the place that the view had reached: every fact up to it is in, none behind it
 */
public record Evidence(List<Recorded> facts, long place) {
    /** Evidence that no longer changes with the list it was made of. */
    public Evidence {
        facts = List.copyOf(facts);
    }
}
