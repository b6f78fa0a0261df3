package org.consentledger.changes;

import java.io.IOException;

/** Whoever is told of changes, in order. */
public interface Listener {
    /**
     * Takes one change.
     *
     * @throws IOException where it can be told no more
     */
    void tell(Change change) throws IOException;
}
