package org.consentledger.demonstration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Who brought lists, and when each was matched. */
final class Advertisers {
    /** On whose list the two persons with names of their own stand; number 0. */
    static final int OF_THE_THREE_DAYS = 0;

    private static final long CUSTOMERS = 11;
    private static final long CAMPAIGNS = 12;

    private static final List<String> NAMES = List.of(
            "Blue Finch Outfitters",
            "Alder Bank",
            "Brightwater Travel",
            "Cobalt Motors",
            "Dune Telecom",
            "Elm Street Grocers",
            "Foxglove Cosmetics",
            "Granite Insurance",
            "Harbour Games",
            "Indigo Furniture",
            "Juniper Health",
            "Kestrel Airways",
            "Lantern Books",
            "Maple Streaming",
            "Nimbus Sports",
            "Osprey Shoes");
    private static final List<String> BROKERS = List.of("Meridian Data", "Plover Insights", "Quarry Records");

    private static final YearMonth LAST_MONTH = YearMonth.of(2020, 12);
    // Source: the platform ended Partner Audiences soon after the fix; the month is chosen.
    private static final YearMonth LAST_PARTNER_MONTH = YearMonth.of(2019, 11);

    private static final List<String> THREE_DAYS = List.of(
            "2019-09-16T08:12:00Z",
            "2019-09-16T13:47:00Z",
            "2019-09-16T21:05:00Z",
            "2019-09-17T02:31:00Z",
            "2019-09-17T07:58:00Z",
            "2019-09-17T15:20:00Z",
            "2019-09-18T09:40:00Z");

    private final long seed;
    private final List<Advertiser> all;

    /**
     * Somebody who brings lists.
     *
     * @param share of all people who are on the lists
     * @param channel of the lists
     * @param broker whose list it is where it is not the advertiser's own; empty otherwise
     * @param runs in order of time
     */
    record Advertiser(
            int number,
            String name,
            Programme programme,
            String channel,
            double share,
            List<String> broker,
            List<Run> runs) {}

    /** One matching of a list. */
    record Run(Instant at, String id, String list, String audience) {}

    Advertisers(long seed) {
        this.seed = seed;
        var advertisers = new ArrayList<Advertiser>();
        for (int number = 0; number < NAMES.size(); number++) {
            advertisers.add(tailored(number));
        }
        for (int broker = 0; broker < BROKERS.size(); broker++) {
            advertisers.add(partner(NAMES.size() + broker, broker));
        }
        this.all = List.copyOf(advertisers);
    }

    List<Advertiser> all() {
        return all;
    }

    /** The runs of the three days, in order of time. */
    List<Run> ofTheThreeDays() {
        return all.get(OF_THE_THREE_DAYS).runs().stream()
                .filter(run -> THREE_DAYS.contains(run.at().toString()))
                .toList();
    }

    /** Whether somebody is on the lists of an advertiser. */
    boolean lists(Advertiser advertiser, long who) {
        long chance = Draw.mixed(seed, CUSTOMERS, advertiser.number(), who) >>> 11;
        return chance * 0x1.0p-53 < advertiser.share();
    }

    private Advertiser tailored(int number) {
        Draw draw = Draw.of(seed, CAMPAIGNS, number);
        boolean phones = number % 3 == 0;
        double share = draw.between(0.012, 0.03);
        var runs = new ArrayList<Run>();
        if (number == OF_THE_THREE_DAYS) {
            monthly(number, YearMonth.of(2016, 7), YearMonth.of(2019, 8), runs);
            THREE_DAYS.forEach(at -> runs.add(run(number, Instant.parse(at), "autumn-2019")));
        } else {
            for (int campaign = 0; campaign < 2; campaign++) {
                int months = (int) PublishedFigures.INCIDENT_BEGAN.until(LAST_MONTH, ChronoUnit.MONTHS);
                YearMonth first = PublishedFigures.INCIDENT_BEGAN.plusMonths(draw.below(months - 6));
                monthly(number, first, first.plusMonths(3 + draw.below(5)), runs);
            }
        }
        return new Advertiser(
                number,
                NAMES.get(number),
                Programme.TAILORED_AUDIENCES,
                phones ? Contacts.PHONE : Contacts.EMAIL,
                share,
                List.of(),
                inOrder(runs));
    }

    private Advertiser partner(int number, int broker) {
        Draw draw = Draw.of(seed, CAMPAIGNS, number);
        var runs = new ArrayList<Run>();
        YearMonth month = PublishedFigures.INCIDENT_BEGAN.plusMonths(broker);
        while (!month.isAfter(LAST_PARTNER_MONTH)) {
            runs.add(run(number, at(number, month), "full-" + month));
            month = month.plusMonths(
                    draw.chance(0.5)
                            ? PublishedFigures.PARTNER_FULL_MATCH_MONTHS_MIN
                            : PublishedFigures.PARTNER_FULL_MATCH_MONTHS_MAX);
        }
        return new Advertiser(
                number,
                NAMES.get(1 + broker),
                Programme.PARTNER_AUDIENCES,
                broker == 0 ? Contacts.PHONE : Contacts.EMAIL,
                draw.between(0.01, 0.015),
                List.of(BROKERS.get(broker)),
                inOrder(runs));
    }

    private void monthly(int number, YearMonth first, YearMonth last, List<Run> runs) {
        for (YearMonth month = first; !month.isAfter(last) && !month.isAfter(LAST_MONTH); month = month.plusMonths(1)) {
            runs.add(run(number, at(number, month), "campaign-" + first));
        }
    }

    private static Instant at(int number, YearMonth month) {
        LocalDate day = month.atDay(2 + number % 12);
        return day.atTime(LocalTime.of(6 + number % 12, 5 * (number % 12))).toInstant(ZoneOffset.UTC);
    }

    private static Run run(int number, Instant at, String audience) {
        String who = "advertiser-" + number;
        return new Run(
                at,
                who + "-run-" + at,
                who + "-list-" + at.atOffset(ZoneOffset.UTC).toLocalDate(),
                audience);
    }

    private static List<Run> inOrder(List<Run> runs) {
        return runs.stream().sorted(Comparator.comparing(Run::at)).toList();
    }
}
