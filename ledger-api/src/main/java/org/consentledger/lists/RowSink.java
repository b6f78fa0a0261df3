package org.consentledger.lists;

import java.io.IOException;

/** Takes the rows of a list as they come. */
public interface RowSink {
    /** Takes rows, in their order; they are the sink's from now on. */
    void take(RowBatch rows) throws IOException;

    /**
     * Told when nothing more has come for the moment, again and again until more has come or all is answered: a sender may be
     * waiting for answers to what has come.
     *
     * @return whether there is something left to answer
     */
    boolean pause() throws IOException;
}
