package org.consentledger.law;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A constant of a closed vocabulary with its written form: {@code LEGITIMATE_INTERESTS} is written {@code legitimate-interests}. */
public interface Word {
    /** The constant's Java name. */
    String name();

    /** The written form in JSON, SQL and documents. */
    default String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The constant of {@code type} written {@code text}; the error lists the vocabulary. */
    static <E extends Enum<E> & Word> E parse(Class<E> type, String field, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.word().equals(text)) {
                return constant;
            }
        }
        String vocabulary =
                Arrays.stream(type.getEnumConstants()).map(Word::word).collect(Collectors.joining(", "));
        throw new Illegal(field, "must be one of: " + vocabulary);
    }
}
