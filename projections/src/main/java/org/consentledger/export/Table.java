package org.consentledger.export;

import java.io.Closeable;
import java.io.IOException;

/** A table that rows are written to, whole once it is closed. */
public interface Table<T> extends Closeable {
    /** Writes one row. */
    void write(T row) throws IOException;
}
