package org.consentledger.forensics;

import java.time.LocalDate;
import java.time.ZoneId;
import org.consentledger.law.Moments;

/** The dates of a zone between two instants, in order; a date that the zone skipped has no instant in it. */
final class Days {
    private static final long DAY_MICROS = 86_400_000_000L;

    private final LocalDate first;
    private final long[] begins;

    /** Instants in microseconds since 1970. */
    Days(ZoneId zone, long from, long upTo) {
        this.first = Moments.ofMicros(from).atZone(zone).toLocalDate();
        LocalDate last = Moments.ofMicros(upTo).atZone(zone).toLocalDate();
        this.begins = new long[(int) (last.toEpochDay() - first.toEpochDay()) + 1];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = Moments.toMicros(first.plusDays(i).atStartOfDay(zone).toInstant());
        }
    }

    int size() {
        return begins.length;
    }

    LocalDate date(int nth) {
        return first.plusDays(nth);
    }

    /** The day that an instant lies in. */
    int of(long micros) {
        int day = Math.clamp((micros - begins[0]) / DAY_MICROS, 0, begins.length - 1);
        while (begins[day] > micros) {
            day--;
        }
        while (day + 1 < begins.length && begins[day + 1] <= micros) {
            day++;
        }
        return day;
    }
}
