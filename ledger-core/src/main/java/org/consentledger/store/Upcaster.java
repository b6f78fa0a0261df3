package org.consentledger.store;

import tools.jackson.databind.node.ObjectNode;

/** Turns the JSON of one stored revision into the next one's, so that what was written years ago still reads. */
public interface Upcaster {
    /** The stored name, for example {@code consent.changed}. */
    String name();

    /** The revision it reads; it writes the one after. */
    int from();

    /** The payload in the shape of the next revision; may change and return its argument. */
    ObjectNode upcast(ObjectNode payload);
}
