package org.consentledger.census;

import java.util.List;
import java.util.Map;
import org.consentledger.check.Canvass;
import org.consentledger.law.Purpose;

/** A census that was taken. It never changes. */
public final class Taken {
    private final Days days;
    private final List<Purpose> purposes;
    private final Map<Purpose, Long> definedSince;
    private final Canvass canvass;
    private final Counts counts;

    Taken(Days days, List<Purpose> purposes, Map<Purpose, Long> definedSince, Canvass canvass, Counts counts) {
        this.days = days;
        this.purposes = List.copyOf(purposes);
        this.definedSince = Map.copyOf(definedSince);
        this.canvass = canvass;
        this.counts = counts;
    }

    /** The days on which it was taken. */
    public Days days() {
        return days;
    }

    /** The purposes that were counted for. */
    public List<Purpose> purposes() {
        return purposes;
    }

    /** Whether a purpose was defined by the first instant of a day, both counted from 0; before that nobody is counted for it. */
    public boolean defined(int day, int purpose) {
        return definedSince.getOrDefault(purposes.get(purpose), Long.MAX_VALUE) <= days.micros(day);
    }

    /** The version of the policy that it was taken under on a day; empty before any was adopted. */
    public String policy(int day) {
        return canvass.policy(days.micros(day));
    }

    /** How many of a population stood so to a purpose at the first instant of a day, both counted from 0. */
    public int get(int day, int purpose, Population population, Category category) {
        return counts.get(day, purpose, population, category);
    }
}
