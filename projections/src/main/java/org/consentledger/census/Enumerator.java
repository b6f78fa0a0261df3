package org.consentledger.census;

import java.util.Arrays;
import org.consentledger.check.Canvasser;
import org.consentledger.check.Finding;
import org.consentledger.law.PersonId;
import org.consentledger.law.Reason;
import org.jspecify.annotations.Nullable;

/** Counts the persons whom one canvasser comes to, with their contact points. For one thread. */
final class Enumerator {
    private static final long UNREAD = Long.MIN_VALUE;

    private final Canvasser canvasser;
    private final Days days;
    private final int purposes;
    private final Disclosures disclosures;
    private final Counts counts;
    /** Since when each purpose is disclosed to the person at hand. */
    private final long[] disclosed;
    /** The headline of the person at hand for each purpose. */
    private final @Nullable Finding[] headlines;

    Enumerator(Canvasser canvasser, Days days, int purposes, Disclosures disclosures) {
        this.canvasser = canvasser;
        this.days = days;
        this.purposes = purposes;
        this.disclosures = disclosures;
        this.counts = new Counts(days.count(), purposes);
        this.disclosed = new long[purposes];
        this.headlines = new @Nullable Finding[purposes];
    }

    /** How many of those whom the canvasser came to stood how. */
    Counts count() {
        while (canvasser.next()) {
            PersonId person = canvasser.person();
            Arrays.fill(disclosed, UNREAD);
            for (int day = 0; day < days.count(); ) {
                day = count(person, day);
            }
        }
        return counts;
    }

    /** Counts the person at hand on a day and those behind it on which the same holds; the day behind them. */
    private int count(PersonId person, int day) {
        canvasser.turnTo(days.micros(day));
        int points = canvasser.size();
        Finding[][] found = new Finding[points][];
        Arrays.fill(headlines, null);
        for (int point = 0; point < points; point++) {
            found[point] = canvasser.holds(point) ? ask(point) : NOT_HELD;
        }
        int until = days.firstFrom(canvasser.untilMicros());
        for (Finding[] ofPoint : found) {
            for (int purpose = 0; purpose < ofPoint.length; purpose++) {
                add(purpose, Population.CONTACT_POINTS, ofPoint[purpose], person, day, until);
            }
        }
        Population population = person.unknown() ? Population.UNKNOWN_PERSONS : Population.PERSONS;
        for (int purpose = 0; purpose < purposes; purpose++) {
            add(purpose, population, headlines[purpose], person, day, until);
        }
        return until;
    }

    private static final Finding[] NOT_HELD = {};

    /** The verdicts about a contact point, those of a sentinel without saying anything about its person. */
    private Finding[] ask(int point) {
        boolean speaks = !canvasser.isSentinel(point);
        Finding[] found = new Finding[purposes];
        for (int purpose = 0; purpose < purposes; purpose++) {
            found[purpose] = canvasser.ask(point, purpose);
            if (speaks && comesBefore(headlines[purpose], found[purpose])) {
                headlines[purpose] = found[purpose];
            }
        }
        return found;
    }

    /** Whether a person's headline gives way to another one: to a permission, and of refusals to the nearest to permission. */
    private boolean comesBefore(@Nullable Finding headline, Finding other) {
        if (headline == null || headline.permitted() || other.permitted()) {
            return headline == null || !headline.permitted();
        }
        int lines = other.reason().line() - headline.reason().line();
        return lines == 0 ? canvasser.later(other.collected(), headline.collected()) : lines > 0;
    }

    private void add(
            int purpose, Population population, @Nullable Finding finding, PersonId person, int day, int until) {
        if (finding == null) {
            return;
        }
        if (finding.reason() != Reason.CONSENT_MISSING) {
            counts.add(purpose, population, Category.of(finding.reason()), day, until);
            return;
        }
        int asked = Math.clamp(days.firstFrom(disclosedSince(person, purpose)), day, until);
        counts.add(purpose, population, Category.NEVER_ASKED, day, asked);
        counts.add(purpose, population, Category.CONSENT_MISSING, asked, until);
    }

    private long disclosedSince(PersonId person, int purpose) {
        if (disclosed[purpose] == UNREAD) {
            disclosed[purpose] = disclosures.since(person, purpose);
        }
        return disclosed[purpose];
    }
}
