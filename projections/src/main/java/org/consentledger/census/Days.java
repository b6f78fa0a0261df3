package org.consentledger.census;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.consentledger.law.Day;
import org.consentledger.law.Illegal;
import org.consentledger.law.Moments;

/** One day after the other in a zone, with the first instant of each. Never empty. */
public final class Days {
    /** Most days of one census: ten years. */
    public static final int MOST = 3_660;

    private final List<Day> days;
    private final long[] micros;

    private Days(List<Day> days) {
        this.days = List.copyOf(days);
        this.micros =
                days.stream().mapToLong(day -> Moments.toMicros(day.since())).toArray();
    }

    /**
     * One day.
     *
     * @throws Illegal where the zone skipped it
     */
    public static Days of(LocalDate on, ZoneId zone) {
        return new Days(List.of(Day.of(on, zone)));
    }

    /**
     * Every day from {@code since} up to and without {@code until}. A day that the zone skipped is none of them.
     *
     * @throws Illegal where there is none or there are too many, or the first is one that the zone skipped
     */
    public static Days of(LocalDate since, LocalDate until, ZoneId zone) {
        if (!since.isBefore(until)) {
            throw new Illegal("until", "must be later than 'since'");
        }
        if (since.plusDays(MOST).isBefore(until)) {
            throw new Illegal("until", "must be at most " + MOST + " days later than 'since'");
        }
        var days = new ArrayList<Day>();
        days.add(named("since", since, zone));
        for (LocalDate date = since.plusDays(1); date.isBefore(until); date = date.plusDays(1)) {
            if (date.atStartOfDay(zone).toLocalDate().equals(date)) {
                days.add(named("until", date, zone));
            }
        }
        return new Days(days);
    }

    private static Day named(String field, LocalDate date, ZoneId zone) {
        try {
            return Day.of(date, zone);
        } catch (Illegal e) {
            throw e.renamed(field);
        }
    }

    /** How many there are. */
    public int count() {
        return micros.length;
    }

    /** One of them, counted from 0. */
    public Day get(int nth) {
        return days.get(nth);
    }

    /** The first instant of one of them, in microseconds since 1970. */
    public long micros(int nth) {
        return micros[nth];
    }

    /** The first day that begins at {@code atMicros} or later; {@link #count} where there is none. */
    int firstFrom(long atMicros) {
        int found = Arrays.binarySearch(micros, atMicros);
        return found >= 0 ? found : -found - 1;
    }
}
