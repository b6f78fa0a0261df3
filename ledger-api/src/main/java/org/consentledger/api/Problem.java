package org.consentledger.api;

import org.consentledger.law.Illegal;
import org.consentledger.law.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Problem details as RFC 9457 lays them out. Nothing of what was sent stands in them, except the names of fields that the
 * interface itself knows.
 *
 * @param field the field to mend, a path such as {@code data.value.region}
 * @param rule what the field must be like
 * @param limit the bound that was passed, in bytes
 * @param line the line of malformed JSON, from 1
 * @param column the column of malformed JSON, from 1
 * @param retry whether the same may be sent again
 */
public record Problem(
        String type,
        String title,
        int status,
        @Nullable String field,
        @Nullable String rule,
        @Nullable Long limit,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable Boolean retry) {

    static final String MEDIA_TYPE = "application/problem+json";

    /** A problem that its type says all about. */
    public static Problem of(ProblemType type) {
        Boolean retry = type.status() == 503 ? Boolean.TRUE : null;
        return new Problem(type.uri(), type.title(), type.status(), null, null, null, null, null, retry);
    }

    /** Of a bare status, which the answer keeps. */
    static Problem ofStatus(int status) {
        ProblemType type = ProblemType.ofStatus(status);
        return new Problem(type.uri(), type.title(), status, null, null, null, null, null, null);
    }

    /** A problem with one field. */
    public static Problem of(ProblemType type, String field, String rule) {
        return new Problem(type.uri(), type.title(), type.status(), field, rule, null, null, null, null);
    }

    static Problem invalid(Illegal why) {
        return of(ProblemType.INVALID_FIELD, why.field(), why.rule());
    }

    static Problem refused(Refusal refusal, String field) {
        return of(ProblemType.of(refusal), field, refusal.rule());
    }

    /** That a bound was passed. */
    public static Problem beyond(ProblemType type, long limit) {
        return new Problem(type.uri(), type.title(), type.status(), null, null, limit, null, null, null);
    }

    static Problem malformed(String rule, @Nullable Integer line, @Nullable Integer column) {
        ProblemType type = ProblemType.MALFORMED_JSON;
        return new Problem(type.uri(), type.title(), type.status(), null, rule, null, line, column, null);
    }
}
