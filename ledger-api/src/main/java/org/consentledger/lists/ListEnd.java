package org.consentledger.lists;

/** How a list came to its end. Every row handed on before stands. */
public enum ListEnd {
    /** All of it was read. */
    WHOLE,
    /** There is no row in it. */
    EMPTY,
    /** Its header row does not name the column of hashes, or names it twice. */
    NO_COLUMN,
    /** It ends in the middle of a row, or of what it is packed in. */
    CUT,
    /** It is not packed as was said, or damaged on its way. */
    DAMAGED,
    /** A line does not come to its end. */
    LINE_TOO_LONG,
    /** Nothing more arrived in time. */
    LATE,
    /** The sender broke off. */
    LOST
}
