package org.consentledger.census;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many of each population stood how to each purpose, day by day. Added to by one thread, then summed up. */
final class Counts {
    /* While it is added to, a cell says by how much the count differs from that of the day before: however long something holds, it
     * takes two additions. */

    private final int days;
    private final List<Map<Population, Map<Category, int[]>>> cells;

    Counts(int days, int purposes) {
        this.days = days;
        this.cells = new ArrayList<>(purposes);
        for (int purpose = 0; purpose < purposes; purpose++) {
            Map<Population, Map<Category, int[]>> ofPurpose = new EnumMap<>(Population.class);
            for (Population population : Population.values()) {
                ofPurpose.put(population, new EnumMap<>(Category.class));
            }
            cells.add(ofPurpose);
        }
    }

    /** One more from day {@code from} up to and without day {@code to}; nobody where that is no day. */
    void add(int purpose, Population population, Category category, int from, int to) {
        if (from < to) {
            int[] cell = cells(purpose, population).computeIfAbsent(category, _ -> new int[days + 1]);
            cell[from]++;
            cell[to]--;
        }
    }

    /** Adds what another thread has counted. */
    void add(Counts other) {
        for (int purpose = 0; purpose < cells.size(); purpose++) {
            for (Population population : Population.values()) {
                Map<Category, int[]> own = cells(purpose, population);
                other.cells(purpose, population)
                        .forEach((category, theirs) -> own.merge(category, theirs, Counts::sum));
            }
        }
    }

    private static int[] sum(int[] some, int[] others) {
        int[] sum = some.clone();
        for (int day = 0; day < sum.length; day++) {
            sum[day] += others[day];
        }
        return sum;
    }

    /** Makes counts of the differences, once and when nothing more is added. */
    void sum() {
        for (Map<Population, Map<Category, int[]>> ofPurpose : cells) {
            for (Map<Category, int[]> ofPopulation : ofPurpose.values()) {
                for (int[] cell : ofPopulation.values()) {
                    for (int day = 1; day <= days; day++) {
                        cell[day] += cell[day - 1];
                    }
                }
            }
        }
    }

    int get(int day, int purpose, Population population, Category category) {
        int[] cell = cells(purpose, population).get(category);
        return cell == null ? 0 : cell[day];
    }

    private Map<Category, int[]> cells(int purpose, Population population) {
        Map<Category, int[]> found = cells.get(purpose).get(population);
        if (found == null) {
            throw new IllegalStateException("a population has no cells");
        }
        return found;
    }
}
