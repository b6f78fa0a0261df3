package org.consentledger.demonstration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.consentledger.demonstration.Advertisers.Run;

/** The lists of the three days as an advertiser uploads them: one SHA-256 in hexadecimal a line, matched or not. */
final class UploadedLists {
    private static final long MATCH_RATE = 41;
    private static final long STRANGERS = 42;

    private UploadedLists() {}

    /** Writes a file for each run into {@code folder}, which is made where it is not there. */
    static void write(Population population, Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<Run, Set<String>> list : of(population).entrySet()) {
            String name = list.getKey().id().replace(":", "") + ".txt";
            Files.write(folder.resolve(name), list.getValue());
        }
    }

    /** The rows of each run, sorted, so that nobody sees from their order which of them matched. */
    static Map<Run, Set<String>> of(Population population) {
        List<Run> runs = population.advertisers().ofTheThreeDays();
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        runs.forEach(run -> rows.put(run.id(), new TreeSet<>()));
        population.facts().iterator().forEachRemaining(fact -> {
            if (fact.said() instanceof Said.ContactPointUsed use && use.value().sha256() != null) {
                Set<String> list = rows.get(use.run());
                if (list != null) {
                    list.add(use.value().sha256());
                }
            }
        });
        Map<Run, Set<String>> lists = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            Set<String> list = rows.getOrDefault(runs.get(run).id(), new TreeSet<>());
            addStrangers(list, population, run);
            lists.put(runs.get(run), list);
        }
        return lists;
    }

    private static void addStrangers(Set<String> list, Population population, int run) {
        double rate = Draw.of(population.seed(), MATCH_RATE, run)
                .between(PublishedFigures.MATCH_RATE_MIN, PublishedFigures.MATCH_RATE_MAX);
        long rows = Math.round(list.size() / rate);
        for (long stranger = 0; list.size() < rows; stranger++) {
            long chance = Draw.mixed(population.seed(), STRANGERS, run, stranger);
            list.add(Contacts.sha256(
                    Contacts.phoneOfStranger(chance, population.persons()).normal()));
        }
    }
}
