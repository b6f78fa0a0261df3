package org.consentledger.law;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** The instants the ledger knows: UTC, whole microseconds, from 1900 up to but not including the year 10000. */
public final class Moments {
    public static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    public static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,18})?([Zz]|[+-]\\d{2}:\\d{2})");

    private Moments() {}

    /** The same instant if the ledger can hold it; more than six decimals are an error, never rounded. */
    public static Instant check(String field, Instant instant) {
        if (!instant.equals(instant.truncatedTo(ChronoUnit.MICROS))) {
            throw new Illegal(field, "must have at most 6 decimals of a second");
        }
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
            throw new Illegal(field, "must lie between the years 1900 and 9999");
        }
        return instant;
    }

    /** Reads an RFC 3339 timestamp with its offset. */
    public static Instant parse(String field, String text) {
        try {
            if (RFC_3339.matcher(text).matches()) {
                return check(
                        field,
                        OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant());
            }
        } catch (DateTimeParseException ignored) {
            // the same answer as for a text of another form
        }
        throw new Illegal(field, "must be an RFC 3339 timestamp with its offset, such as 2019-09-17T12:00:00Z");
    }

    /** Microseconds since 1970-01-01T00:00:00Z. */
    public static long toMicros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** The instant {@code micros} microseconds after 1970-01-01T00:00:00Z. */
    public static Instant ofMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }

    /** An instant of a node's clock in microseconds, and never before {@code recorded}: a ledger's moments may be a little ahead. */
    public static Instant notBefore(Instant recorded, Instant now) {
        Instant micros = now.truncatedTo(ChronoUnit.MICROS);
        return micros.isBefore(recorded) ? recorded : micros;
    }
}
