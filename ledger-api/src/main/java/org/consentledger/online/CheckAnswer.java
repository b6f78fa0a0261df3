package org.consentledger.online;

import java.time.Instant;
import java.util.List;

/**
 * The results of one check, all of them as of one state of the ledger.
 *
 * @param place every fact up to it was heeded, and none behind it
 * @param at the instant asked about: now
 * @param results one for each item, in their order
 */
record CheckAnswer(long place, Instant at, List<CheckResult> results) {}
