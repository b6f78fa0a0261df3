package org.consentledger.demonstration;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.consentledger.demonstration.LedgerService.Recorded;
import org.consentledger.demonstration.LedgerService.Refused;

/** The handing in of a population. */
final class Load {
    /** What lines about persons erased since are answered with when they are handed in again. */
    private static final Set<String> ERASED_SINCE = Set.of("person-erased", "content-erased");

    private static final int STEPS = 10;

    private final LedgerService service;
    private final PrintStream out;

    Load(LedgerService service, PrintStream out) {
        this.service = service;
        this.out = out;
    }

    /**
     * What became of the lines.
     *
     * @param before there already, those about persons erased since included
     */
    record Loaded(long recorded, long before) {}

    /**
     * Hands in everything; what is there already stays as it is.
     *
     * @throws DemonstrationFailed where a line is refused
     */
    Loaded run(Population population) {
        Population.Facts facts = population.facts();
        long count = facts.count();
        Iterator<Lines> next = new LinesInOrder(facts.iterator(), new CloudEventLines(population.source()));
        CompletableFuture<Recorded> taken = CompletableFuture.completedFuture(null);
        Loaded loaded = new Loaded(0, 0);
        boolean first = true;
        long said = 0;
        while (next.hasNext()) {
            // Written while the service takes the ones before; their order is kept.
            Lines lines = next.next();
            if (!first) {
                loaded = plus(loaded, join(taken));
            }
            first = false;
            taken = service.record(lines);
            long steps = STEPS * (loaded.recorded() + loaded.before()) / count;
            if (steps > said) {
                said = steps;
                out.printf(Locale.ROOT, "  %,d of %,d facts%n", loaded.recorded() + loaded.before(), count);
            }
        }
        return first ? loaded : plus(loaded, join(taken));
    }

    private static Recorded join(CompletableFuture<Recorded> taken) {
        try {
            return taken.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof DemonstrationFailed failed) {
                throw failed;
            }
            throw e;
        }
    }

    private static Loaded plus(Loaded loaded, Recorded recorded) {
        long erasedSince = 0;
        for (Refused refused : recorded.refused()) {
            String type = refused.type() == null ? "" : refused.type();
            String name = type.substring(type.lastIndexOf('/') + 1);
            // While nothing was there before, nobody can have been erased since.
            boolean again = loaded.before() + recorded.before() > 0;
            if (!again || !ERASED_SINCE.contains(name)) {
                throw new DemonstrationFailed("the service refused a line: " + refused);
            }
            erasedSince++;
        }
        return new Loaded(loaded.recorded() + recorded.recorded(), loaded.before() + recorded.before() + erasedSince);
    }
}
