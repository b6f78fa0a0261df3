package org.consentledger.forensics;

/**
 * How many there are, each of them counted once.
 *
 * @param persons with an account
 * @param withoutAccount persons whom the ledger knows by a value alone
 */
public record Counts(long uses, long persons, long withoutAccount, long contactPoints) {
    /** Nothing at all. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);
}
