package org.consentledger.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.consentledger.forensics.IncidentReport;
import org.jspecify.annotations.Nullable;

/**
 * What a census counted.
 *
 * @param head at which size of the ledger, and with which root
 * @param lines in order of day, purpose, population and category; those where nobody stands are left out
 */
public record CensusCounts(IncidentReport.Head head, List<Line> lines) {
    /** Counts that no longer change with the list they were made of. */
    public CensusCounts {
        lines = List.copyOf(lines);
    }

    /** How many of a population stood so to a purpose at the day's first instant. */
    public record Line(String on, String purpose, String population, String category, long count) {}

    static CensusCounts of(AskedCensus.Terms terms, IncidentReport.Head head, List<Row> changes) {
        Map<String, Map<Integer, Long>> byLine = new HashMap<>();
        for (Row change : changes) {
            byLine.computeIfAbsent(change.getString(0), _ -> new TreeMap<>())
                    .merge(change.getInt(1), change.getLong(2), Long::sum);
        }
        var lines = new ArrayList<Line>();
        byLine.forEach((name, changed) -> {
            List<@Nullable String> parts = LineNames.parts(name);
            long count = 0;
            for (int day = 0; day < terms.days().count(); day++) {
                count += changed.getOrDefault(day, 0L);
                if (count != 0) {
                    lines.add(new Line(
                            terms.days().get(day).date().toString(),
                            String.valueOf(parts.get(0)),
                            String.valueOf(parts.get(1)),
                            String.valueOf(parts.get(2)),
                            count));
                }
            }
        });
        lines.sort(Comparator.comparing(Line::on)
                .thenComparing(Line::purpose)
                .thenComparing(Line::population)
                .thenComparing(Line::category));
        return new CensusCounts(head, lines);
    }
}
