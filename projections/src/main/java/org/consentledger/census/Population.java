package org.consentledger.census;

import org.consentledger.law.Word;

/** What is counted: each of them once for each purpose. */
public enum Population implements Word {
    /** Persons who are known, those of sentinels left out. */
    PERSONS,
    /** Persons whom the ledger made for values that nobody is known to hold. */
    UNKNOWN_PERSONS,
    /** Contact points, of whomever, sentinels among them. */
    CONTACT_POINTS
}
