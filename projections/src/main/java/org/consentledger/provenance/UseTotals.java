package org.consentledger.provenance;

/**
 * How many uses met a filter, and whose they were, exactly.
 *
 * @param shared how many of them name somebody who received something
 * @param persons those who are known, sentinels left out
 * @param unknownPersons those whom the ledger made for values that nobody is known to hold
 * @param unheld contact points that nobody collected, whose persons nobody can tell
 */
public record UseTotals(long uses, long shared, long contactPoints, long persons, long unknownPersons, long unheld) {}
