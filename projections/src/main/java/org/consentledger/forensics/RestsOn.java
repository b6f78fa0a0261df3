package org.consentledger.forensics;

/** What a class may rest on so that it is counted once more, on a line of its own (the law's section 7). */
public enum RestsOn {
    /** It would be another one had nobody asserted when something was known. */
    ASSERTED_KNOWLEDGE,
    /** A permitting fact was recorded after the use. */
    LATER_EVIDENCE,
    /** It would be another one had nothing been retracted. */
    RETRACTION
}
