package org.consentledger.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.consentledger.law.Recorded;

/** The files of one step, one for each year in which facts occurred. */
final class Years implements AutoCloseable {
    /** How the folder of a year begins, as Spark tells partitions. */
    static final String FOLDER = "year=";

    private final Path folder;
    private final long after;
    private final long upTo;
    private final Map<Integer, Year> years = new TreeMap<>();

    Years(Path folder, long after, long upTo) {
        this.folder = folder;
        this.after = after;
        this.upTo = upTo;
    }

    private static final class Year {
        private final WholeFile file;
        private final ParquetTable<Recorded> table;
        private long facts;

        Year(Path path) throws IOException {
            this.file = new WholeFile(path);
            this.table = ParquetTable.to(file.begin(), FactTable.columns(), FactExport.about());
        }
    }

    void write(Recorded recorded) throws IOException {
        int number = recorded.occurredAt().atOffset(ZoneOffset.UTC).getYear();
        Year year = years.get(number);
        if (year == null) {
            year = new Year(folder.resolve(name(number)));
            years.put(number, year);
        }
        year.table.write(recorded);
        year.facts++;
    }

    private String name(int year) {
        return FOLDER + year + "/facts-" + after + "-" + upTo + FactExport.SUFFIX;
    }

    /** Makes all of them whole. */
    List<Manifest.Part> finish() throws IOException {
        for (Year year : years.values()) {
            year.table.close();
        }
        var parts = new ArrayList<Manifest.Part>();
        for (Map.Entry<Integer, Year> year : years.entrySet()) {
            long bytes = year.getValue().file.finish();
            parts.add(new Manifest.Part(name(year.getKey()), year.getKey(), after, upTo, year.getValue().facts, bytes));
        }
        return parts;
    }

    /** Leaves nothing of what was not finished. */
    @Override
    public void close() throws IOException {
        for (Year year : years.values()) {
            year.file.giveUp();
        }
    }
}
