package org.consentledger.gate;

import java.util.List;

/**
 * A run with every receipt it ended with.
 *
 * @param run its id
 * @param receipts one for each time its list was sent to an end
 */
public record RunAnswer(String run, RunTerms terms, List<Receipt> receipts) {}
