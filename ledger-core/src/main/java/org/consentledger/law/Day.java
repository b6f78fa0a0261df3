package org.consentledger.law;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;

/**
 * A date in a time zone, as instants.
 *
 * @param since the day's first instant
 * @param until the next day's first instant, not included
 * @param zoneData the version of the zone data behind the two instants, for example {@code 2026a}
 */
public record Day(LocalDate date, ZoneId zone, Instant since, Instant until, String zoneData) {
    /**
     * The whole of {@code date} in {@code zone}.
     *
     * @throws Illegal where the zone skipped the day, as Samoa skipped 2011-12-30, or either bound is no moment of the ledger
     */
    public static Day of(LocalDate date, ZoneId zone) {
        var start = date.atStartOfDay(zone);
        if (!start.toLocalDate().equals(date)) {
            throw new Illegal("on", "must be a day that exists in its zone");
        }
        return new Day(
                date,
                zone,
                Moments.check("on", start.toInstant()),
                Moments.check("on", date.plusDays(1).atStartOfDay(zone).toInstant()),
                installedZoneData());
    }

    /** The version of the zone data of this machine, such as {@code 2026a}. */
    public static String installedZoneData() {
        return ZoneRulesProvider.getVersions("UTC").lastEntry().getKey();
    }
}
