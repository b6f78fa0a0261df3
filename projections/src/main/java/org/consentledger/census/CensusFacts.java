package org.consentledger.census;

import java.util.List;
import java.util.Map;
import org.consentledger.law.Purpose;
import org.consentledger.standing.Horizon;

/** What a census reads that no verdict does. */
public interface CensusFacts {
    /** Every purpose that was ever defined, with the first instant at which it was, in microseconds since 1970. */
    Map<Purpose, Long> defined(Horizon horizon);

    /** Who was served which notices that disclose one of {@code purposes}. */
    Disclosures disclosures(List<Purpose> purposes, Horizon horizon);
}
