package org.consentledger.lists;

import java.io.IOException;

/** Takes the rows of a list as they come. */
public interface RowSink {
    /** Takes rows, in their order; they are the sink's from now on. */
    void take(RowBatch rows) throws IOException;

    /** Told before the reader waits for more to arrive: a sender may be waiting for answers to what has come. */
    void pause() throws IOException;
}
