package org.consentledger.demonstration;

import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Facts in their order, cut into what is handed in together. */
final class LinesInOrder implements Iterator<Lines> {
    /*
     * The JDK's client reads no answer before its request is sent, so one endless request would come to a halt as soon as
     * the answers fill the socket: lines go in requests whose answers fit it.
     */
    private static final int MOST = 4_000;

    private final Iterator<ReportedFact> facts;
    private final CloudEventLines lines;
    private @Nullable ReportedFact ahead;

    LinesInOrder(Iterator<ReportedFact> facts, CloudEventLines lines) {
        this.facts = facts;
        this.lines = lines;
        step();
    }

    private void step() {
        ahead = facts.hasNext() ? facts.next() : null;
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public Lines next() {
        ReportedFact fact = ahead;
        if (fact == null) {
            throw new NoSuchElementException();
        }
        boolean retractions = fact.isRetraction();
        var bytes = new ByteArrayOutputStream(MOST * (retractions ? 1 : 500));
        for (int line = 0; line < MOST && fact != null && fact.isRetraction() == retractions; line++) {
            bytes.writeBytes(lines.line(fact));
            step();
            fact = ahead;
        }
        return new Lines(bytes.toByteArray(), retractions);
    }
}
