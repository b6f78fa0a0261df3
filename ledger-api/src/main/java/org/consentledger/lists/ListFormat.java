package org.consentledger.lists;

/** How the rows of a list are written. */
public enum ListFormat {
    /** RFC 4180 in UTF-8, with a header row that names the columns. */
    CSV,
    /** One JSON object a line, in UTF-8. */
    NDJSON
}
