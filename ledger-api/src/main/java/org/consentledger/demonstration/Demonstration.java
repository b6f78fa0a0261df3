package org.consentledger.demonstration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads the population into an empty ledger, completes it where that was cut off, and prints the three days. */
final class Demonstration {
    private static final Pattern SOURCE = Pattern.compile("urn:consentledger:demonstration:(\\d{1,9}):(-?\\d{1,18})");

    private final LedgerService service;
    private final PrintStream out;

    Demonstration(LedgerService service, PrintStream out) {
        this.service = service;
        this.out = out;
    }

    /**
     * @param population for an empty ledger; one that holds a demonstration keeps its own
     * @param lists folder for the lists of the population that is there; null for none
     */
    void run(Population population, @Nullable Path lists) throws IOException, InterruptedException {
        long size = service.size();
        Population there = population;
        if (size == 0) {
            load(there, "The ledger is empty. ");
        } else {
            Matcher source = SOURCE.matcher(service.source(1));
            if (!source.matches()) {
                say("The ledger holds data of its own: the demonstration is not loaded.");
                say("The service answers at " + service.address());
                return;
            }
            there = new Population(Long.parseLong(source.group(2)), Integer.parseInt(source.group(1)));
            if (size < there.facts().count()) {
                load(there, "The demonstration was cut off. ");
            }
        }
        if (lists != null) {
            UploadedLists.write(there, lists);
        }
        say("");
        say(ThreeDaysText.of(ThreeDays.ask(service), service.address()));
    }

    private void load(Population population, String why) {
        long since = System.nanoTime();
        out.printf(
                Locale.ROOT,
                "%n%sLoading %,d facts over HTTP:%n",
                why,
                population.facts().count());
        Load.Loaded loaded = new Load(service, out).run(population);
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        out.printf(
                Locale.ROOT,
                "  %,d facts in %.1f s, %,d of them before.%n",
                loaded.recorded() + loaded.before(),
                took.toMillis() / 1000.0,
                loaded.before());
    }

    private void say(String text) {
        out.println(text);
        out.flush();
    }
}
