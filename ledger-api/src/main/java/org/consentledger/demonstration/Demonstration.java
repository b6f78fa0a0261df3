package org.consentledger.demonstration;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Loads the population into an empty ledger, completes it where that was cut off, and prints the three days. */
final class Demonstration {
    private static final Pattern SOURCE = Pattern.compile("urn:consentledger:demonstration:(\\d{1,9}):(-?\\d{1,18})");

    private final LedgerService service;
    private final PrintStream out;

    Demonstration(LedgerService service, PrintStream out) {
        this.service = service;
        this.out = out;
    }

    /** @param persons with an account, where the ledger is empty; one that holds a demonstration keeps its own */
    void run(long seed, int persons) throws IOException, InterruptedException {
        long size = service.size();
        if (size == 0) {
            load(new Population(seed, persons), "The ledger is empty. ");
        } else {
            Matcher source = SOURCE.matcher(service.source(1));
            if (!source.matches()) {
                say("The ledger holds data of its own: the demonstration is not loaded.");
                say("The service answers at " + service.address());
                return;
            }
            var there = new Population(Long.parseLong(source.group(2)), Integer.parseInt(source.group(1)));
            if (size < there.facts().count()) {
                load(there, "The demonstration was cut off. ");
            }
        }
        say("");
        say(ThreeDaysText.of(ThreeDays.ask(service), service.address()));
    }

    private void load(Population population, String why) {
        long since = System.nanoTime();
        out.printf(Locale.ROOT, "%n%sLoading %,d facts over HTTP:%n", why, population.facts().count());
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
