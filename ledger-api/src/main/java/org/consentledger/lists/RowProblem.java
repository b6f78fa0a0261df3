package org.consentledger.lists;

import java.util.Locale;
import org.consentledger.identity.GivenHash;

/** Why a row holds no hash. Nothing of the row stands in it. */
public enum RowProblem {
    /** The row, or its field, has nothing in it. */
    EMPTY,
    /** The row has no such field. */
    NO_FIELD,
    /** The line is not one JSON object whose field is a text. */
    MALFORMED,
    /** The line is longer than {@link Lines#LIMIT}. */
    TOO_LONG,
    /** An address or a number, where a hash is due. */
    PLAIN_VALUE,
    /** As long as an MD5 or a SHA-1 is. */
    OTHER_HASH,
    /** Both alphabets of Base64 in one text. */
    TWO_ALPHABETS,
    /** Digits that neither encoding has. */
    WRONG_ALPHABET,
    /** Digits of an encoding, but not of 32 bytes. */
    WRONG_LENGTH,
    /** A hash, but in hexadecimal where the list's first one was in Base64, or the other way round. */
    OTHER_ENCODING;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    static RowProblem of(GivenHash.Flaw flaw) {
        return valueOf(flaw.name());
    }

    /** How it is written. */
    public String word() {
        return word;
    }
}
